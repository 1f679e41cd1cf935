import type { SourcePlace } from './diagnostic.ts';

/** The place of what is to be said about a file as a whole. */
export function wholeFile(file: string): SourcePlace {
  return { file, line: 0, column: 0 };
}
