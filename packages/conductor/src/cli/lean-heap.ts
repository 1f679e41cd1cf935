import v8 from 'node:v8';
import { isCrowd } from '../crowd.ts';

/** What V8 begins with times this is the room for what is short-lived, twice 8 MB: of 1,000 players most of a smaller one is alive at each look. */
const YOUNG_FACTOR = 8;
const YOUNG_BYTES = 2 * YOUNG_FACTOR * 2 ** 20;
/** V8 takes the room back from a program that long does little. */
const AGAIN_MS = 5_000;

/**
 * Lets the heap of this program grow by half before it is collected, where a test has very many players, since what is kept is far more than
 * what goes through, and gives what is short-lived
 * more room: with the launcher's, a third of all that it did was copying what was still alive. With few the launcher's
 * choice stands: collecting often what is little anyway would take a third of the processor while much output comes in. Disposing it
 * lets V8 take the room back.
 */
export function leanHeap(players: number): Disposable {
  if (!isCrowd(players)) return { [Symbol.dispose]: () => undefined };
  v8.setFlagsFromString('--heap-growing-percent=50');
  makeYoungRoom();
  const timer = setInterval(makeYoungRoom, AGAIN_MS).unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** V8 gives more room when what it has was survived by as much: so as much is kept, for a moment, and not let grow afterwards. */
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
