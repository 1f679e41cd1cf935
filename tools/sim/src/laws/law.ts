import type { Story } from '../simulate.ts';

/** One thing that must hold of every story: `null` when it does, else a sentence that says where it does not. */
export interface Law {
  /** The number of the guarantee, and what it says. */
  readonly name: string;
  readonly broken: (story: Story) => string | null;
}

/** `12.345 s`: an instant of a story. */
export function at(atMs: number): string {
  return `${(atMs / 1000).toFixed(3)} s`;
}
