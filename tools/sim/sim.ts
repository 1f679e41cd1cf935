/*
 * Lives through worlds in virtual time: `pnpm sim` 20,000 of them, `pnpm sim --seeds 200000 --seed 42` these. A world
 * in which a law does not hold is named with its seed; the first is made smaller and told in full. The last line is
 * always `N passed, N failed`. Exit code 1 when a law did not hold.
 */
import { writeFileSync } from 'node:fs';
import { readArguments, type SimRequest } from './src/read-arguments.ts';
import { drawScenario } from './src/scenario/draw-scenario.ts';
import { tellFailure, tellWorld } from './src/tell-failure.ts';
import { tryInWorkers } from './src/try-in-workers.ts';
import type { Attempt } from './src/try-worlds.ts';

const USAGE_EXIT = 2;
/** Where the gate wants the numbers, when it is the gate that asks. */
const TALLY_FILE = process.env['CONDUCTOR_TALLY_FILE'];

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const request = readArguments(args);
  if ('usage' in request) {
    console.error(`sim: ${request.usage}`);
    return USAGE_EXIT;
  }
  const { seed, seeds, workers } = request;
  console.log(`worlds ${seed} to ${seed + seeds - 1}, ${workers} workers`);
  if (request.tell) for (const line of tellWorld(drawScenario(seed))) console.log(line);
  const start = performance.now();
  const attempt = await tryInWorkers({ fromSeed: seed, count: seeds, workers });
  report(attempt, request, performance.now() - start);
  return attempt.failures.length > 0 ? 1 : 0;
}

function report({ count, failures, endings }: Attempt, { seeds }: SimRequest, wallMs: number): void {
  for (const { seed, fault } of failures) console.log(`world ${seed} FAILS: ${fault}`);
  const [first] = failures;
  if (first) for (const line of tellFailure(first)) console.log(line);
  if (count < seeds) console.log(`${seeds - count} worlds were not tried any more`);
  const ends = Object.entries(endings).map(([ending, times]) => `${ending} (${times})`);
  console.log(`conductors ended with ${ends.join(', ')}; ${(wallMs / 1000).toFixed(1)} s`);
  const tally = { passed: count - failures.length, failed: failures.length };
  if (TALLY_FILE !== undefined) writeFileSync(TALLY_FILE, JSON.stringify({ ...tally, skipped: [], timed: [] }));
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
}
