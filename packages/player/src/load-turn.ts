/** So many trials are loaded at once: enough that a disk is never waited for by itself. */
const MOST_AT_ONCE = 16;

/** All players of this process share its event loop, and its disk. */
let room = MOST_AT_ONCE;
/** Who waits for room, in order. */
const waiting: (() => void)[] = [];

/**
 * Resolves when this process may load one trial more; disposing says that it is loaded. Of very many that come together each is
 * loaded to its end before others begin: else all would be late together, and nobody would answer meanwhile.
 */
export async function loadTurn(): Promise<Disposable> {
  if (room > 0) room -= 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  return { [Symbol.dispose]: leave };
}

/** The room of who leaves is the next one's. */
function leave(): void {
  const next = waiting.shift();
  if (next === undefined) room += 1;
  else next();
}
