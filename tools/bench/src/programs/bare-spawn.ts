/*
 * What a step would cost without Conductor: spawns so many shells one after another, or with `at-once` without waiting for
 * any, and prints the milliseconds that one took. The player is loaded first, since the cost of a fork grows with the
 * process that forks.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import '@conductor/player';

const [, , count = '0', way = 'one-by-one'] = process.argv;
const began = performance.now();
const running: Promise<unknown>[] = [];
for (let left = Number(count); left > 0; left -= 1) {
  const ended = once(spawn('/bin/sh', ['-c', 'true'], { stdio: 'ignore' }), 'exit');
  if (way === 'at-once') running.push(ended);
  else await ended;
}
await Promise.all(running);
console.log((performance.now() - began) / Number(count));
