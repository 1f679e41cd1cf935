/** The bytes of a source while they are open. */
export interface SourceReader extends AsyncDisposable {
  /**
   * Reads at most `length` bytes from `offset` of the source, at least one. `null` when what was promised there is gone,
   * because it was truncated. Throws what the file system says.
   */
  read(offset: number, length: number): Promise<Buffer | null>;
}

/** What a source is read from. */
export interface SourceBytes {
  /** Opens the bytes; called late, and again after they were closed. */
  open(): Promise<SourceReader>;
  /** Bytes that were promised are gone: makes of the source what there is to make of it now. */
  gone(): void;
  /** Bytes that were sent may differ from those that lie there now, so both are compared before the end is said. */
  readonly mayDiffer: boolean;
}
