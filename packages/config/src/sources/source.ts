/** A configuration file, read and decoded. */
export interface SourceText {
  /** As the user named it; every place in it is told with this name. */
  readonly path: string;
  readonly text: string;
}

/** A file exactly as it was read: the run directory stores these. */
export interface SourceFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}
