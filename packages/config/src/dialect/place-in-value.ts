import type { SourcePlace } from '../diagnostics/diagnostic.ts';
import type { Piece, Value } from './document.ts';

/** Where in the file the character at an offset of a value stands. */
export function placeInValue({ pieces }: Value, offset: number): SourcePlace {
  const { offset: start, place } = pieceAt(pieces, offset);
  return { ...place, column: place.column + offset - start };
}

/** Where a value begins. */
export function placeOfValue(value: Value): SourcePlace {
  return placeInValue(value, 0);
}

/** The last piece that begins at the offset or before; halving, since a value may have as many lines as remarks. */
function pieceAt(pieces: readonly Piece[], offset: number): Piece {
  let from = 0;
  let to = pieces.length;
  while (to - from > 1) {
    const middle = (from + to) >>> 1;
    if ((pieces[middle]?.offset ?? 0) <= offset) from = middle;
    else to = middle;
  }
  const piece = pieces[from];
  if (piece === undefined) throw new RangeError('a value begins somewhere');
  return piece;
}
