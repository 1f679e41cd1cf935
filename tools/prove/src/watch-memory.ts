import { type Program, peakMemory } from '@conductor/lab';

/** The most that each of some programs has had resident while they were watched. */
export interface MemoryWatch extends Disposable {
  /** In bytes, by the names that were given. */
  readonly peaks: ReadonlyMap<string, number>;
}

const LOOK_MS = 50;

/** Looks at programs again and again: what has ended tells nothing any more. */
export function watchMemory(programs: ReadonlyMap<string, Program>): MemoryWatch {
  const peaks = new Map<string, number>();
  const look = () => {
    for (const [name, { pid }] of programs) peaks.set(name, Math.max(peaks.get(name) ?? 0, peakMemory(pid)));
  };
  const timer = setInterval(look, LOOK_MS);
  return { peaks, [Symbol.dispose]: () => clearInterval(timer) };
}
