/** Where drawings leave room for names: at the side of wide ones, above the lanes of narrow ones. */
export interface Layout {
  readonly left: number;
  readonly width: number;
  readonly isNarrow: boolean;
}

const NARROW = 700;
const [WIDE_LEFT, NARROW_LEFT] = [150, 8];
const RIGHT = 10;

/** The layout of drawings that are so wide; plots of series have the same, so that times stand above each other. */
export function layoutOf(width: number): Layout {
  const isNarrow = width < NARROW;
  const left = isNarrow ? NARROW_LEFT : WIDE_LEFT;
  return { left, width: Math.max(50, width - left - RIGHT), isNarrow };
}

/** A text in about so many pixels, in the small letters of drawings. */
export function cutToPixels(text: string, pixels: number): string {
  const most = Math.floor(pixels / 6.6);
  if (text.length <= most) return text;
  return most < 3 ? '' : `${text.slice(0, most - 1)}…`;
}
