import type { UserWishes } from './read-wishes.ts';
import type { Terminal } from './terminal.ts';

/** One call of `conduct`: what was wished, and the surroundings. */
export interface Call {
  readonly wishes: UserWishes;
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
}
