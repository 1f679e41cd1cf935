import v8 from 'node:v8';
import { isCrowd } from '../crowd.ts';

/** V8 begins with 1 MB for what is short-lived, twice; it gets so many times as much. With less, most of what 1,000 players have there is alive at each look. */
const YOUNG_FACTOR = 8;
const YOUNG_BYTES = 2 * YOUNG_FACTOR * 2 ** 20;
/** V8 takes the room back from a program that long does little. */
const AGAIN_MS = 5_000;

/**
 * Suits the heap of this program to a test with very many players, of which far more is kept than goes through: it grows by half before it
 * is collected, and what is short-lived gets more room. With the room that the launcher gives, a third of all work was copying what was
 * still alive. With few players the launcher's choice stands: to collect often what is little anyway would take a third of the processor
 * while much output comes in. Disposing it lets V8 take the room back.
 */
export function leanHeap(players: number): Disposable {
  if (!isCrowd(players)) return { [Symbol.dispose]: () => undefined };
  v8.setFlagsFromString('--heap-growing-percent=50');
  makeYoungRoom();
  const timer = setInterval(makeYoungRoom, AGAIN_MS).unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** V8 gives more room once all that there is was filled with what stays alive: so it is filled, for a moment. Afterwards it grows no more. */
function makeYoungRoom(): void {
  v8.setFlagsFromString(`--semi-space-growth-factor=${YOUNG_FACTOR}`);
  const survivors: number[][] = [];
  const enough = (2 * YOUNG_BYTES) / (8 * 1024);
  while (youngBytes() < YOUNG_BYTES && survivors.length < enough) survivors.push(new Array<number>(1024).fill(0));
  v8.setFlagsFromString('--semi-space-growth-factor=1');
}

function youngBytes(): number {
  return v8.getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? YOUNG_BYTES;
}
