import type { BarPicture } from '../src/page/page-data.ts';

/** A step that can be chosen, with its player. */
export interface Choice {
  readonly player: string;
  readonly bar: BarPicture;
}
