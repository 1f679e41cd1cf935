import type { Guarantee } from './guarantee.ts';
import { resetIsOwed } from './guarantee-01-reset-is-owed.ts';
import { nothingLeftBehind } from './guarantee-02-nothing-left-behind.ts';
import { atMostOnce } from './guarantee-03-at-most-once.ts';
import { nothingLost } from './guarantee-04-nothing-lost.ts';
import { nobodyHangs } from './guarantee-05-nobody-hangs.ts';
import { allOrNone } from './guarantee-06-all-or-none.ts';
import { alignment } from './guarantee-07-alignment.ts';
import { oneHolder } from './guarantee-08-one-holder.ts';
import { bounded } from './guarantee-09-bounded.ts';
import { hostilePeers } from './guarantee-10-hostile-peers.ts';

/** Every guarantee that can be tried, in order. What is missing here is not yet proven by anything. */
export const GUARANTEES: readonly Guarantee[] = [
  resetIsOwed,
  nothingLeftBehind,
  atMostOnce,
  nothingLost,
  nobodyHangs,
  allOrNone,
  alignment,
  oneHolder,
  bounded,
  hostilePeers,
];
