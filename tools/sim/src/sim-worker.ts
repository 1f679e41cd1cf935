import { parentPort } from 'node:worker_threads';
import { tryWorlds } from './try-worlds.ts';

/** Which worlds a worker is to live through next. */
export interface Share {
  readonly fromSeed: number;
  readonly count: number;
}

// Traces cost more than all the rest of an error, and nobody reads them here: what fails is tried again where they are kept.
Error.stackTraceLimit = 0;

parentPort?.on('message', ({ fromSeed, count }: Share) => {
  parentPort?.postMessage(tryWorlds(fromSeed, count));
});
