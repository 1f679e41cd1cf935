import { parentPort } from 'node:worker_threads';
import { tryWorlds } from './try-worlds.ts';

/** Which worlds a worker is to live through next. */
export interface Share {
  readonly fromSeed: number;
  readonly count: number;
}

parentPort?.on('message', ({ fromSeed, count }: Share) => {
  parentPort?.postMessage(tryWorlds(fromSeed, count));
});
