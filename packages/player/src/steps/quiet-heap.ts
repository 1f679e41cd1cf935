import v8 from 'node:v8';

/** What V8 does by itself. */
const COLLECTIONS = 2;

/**
 * Keeps V8 from tidying up while commands run. A player that has little to do is taken for one with time to spare: 8 and 17 seconds after it was
 * last busy V8 looks at everything that is kept, on all processors at once, for some dozens of milliseconds of what is measured. What a player
 * needs room for is collected as ever. Disposing it lets V8 tidy up again, also where another trial of this process goes on.
 */
export function quietHeap(): Disposable {
  v8.setFlagsFromString('--memory-reducer-gc-count=0');
  return { [Symbol.dispose]: () => v8.setFlagsFromString(`--memory-reducer-gc-count=${COLLECTIONS}`) };
}
