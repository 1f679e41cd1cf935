/** Gives so many bytes of memory, whatever is in them. */
export type Room = (bytes: number) => Buffer;

/** The bytes of a source while they are open. */
export interface SourceReader extends AsyncDisposable {
  /**
   * Reads at most `length` bytes from `offset` of the source, at least one. `null` when what was promised there is gone,
   * because it was truncated. It may be put where `room` says. Throws what the file system says.
   */
  read(offset: number, length: number, room?: Room): Promise<Buffer | null>;
  /**
   * Reads on from `offset` into several rooms, one after another, as far as there is something; resolves with how many bytes that was, at
   * least one. Absent where a thread for it is not worth its while, or where zeros are looked for.
   */
  fill?(offset: number, rooms: readonly Buffer[]): Promise<number>;
  /** How many bytes from `offset` on are zeros that need not be read; absent where nobody looks for such. */
  zerosAt?(offset: number): Promise<number>;
}

/** What a source is read from. */
export interface SourceBytes {
  /** Opens the bytes; called late, and again after they were closed. */
  open(): Promise<SourceReader>;
  /** Bytes that were promised are gone: makes of the source what there is to make of it now. */
  gone(): void;
  /**
   * Whether bytes that were sent may differ from those that lie there now, so that both are to be compared before the end is
   * said. Throws why that cannot be said.
   */
  mayDiffer(): boolean | Promise<boolean>;
}

/** The next part of a source. */
export type SourcePart =
  | { readonly kind: 'data'; readonly data: Buffer }
  | { readonly kind: 'zeros'; readonly bytes: number };

/** How many bytes a part stands for. */
export function partBytes(part: SourcePart): number {
  return part.kind === 'data' ? part.data.length : part.bytes;
}
