/** The link from a page in a run directory to a stored output, by its path below that: only ever a relative one, whatever the path is. */
export function storedHref(path: string): string {
  return `./${path.split('/').map(encodePart).join('/')}`;
}

/** A half of a character, which no path that was made here has, cannot be encoded. */
function encodePart(part: string): string {
  return encodeURIComponent(part.toWellFormed());
}
