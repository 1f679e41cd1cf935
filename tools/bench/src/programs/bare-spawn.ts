/*
 * What a step would cost without Conductor: spawns so many shells one after another, and prints the milliseconds that one
 * took. The player is loaded first, since the cost of a fork grows with the process that forks.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import '@conductor/player';

const count = Number(process.argv[2]);
const began = performance.now();
for (let left = count; left > 0; left -= 1) {
  await once(spawn('/bin/sh', ['-c', 'true'], { stdio: 'ignore' }), 'exit');
}
console.log((performance.now() - began) / count);
