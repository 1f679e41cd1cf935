/** Where something was written: a file as the user named it, and the line in it (from 1). */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** `file:line`, the form that editors and terminals turn into a link. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}`;
}
