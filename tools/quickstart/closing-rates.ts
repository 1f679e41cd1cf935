import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunResult } from '@conductor/types';

/** What the receiver of the example prints when it is told to stop. */
const RATE = /: ([0-9.]+) Gbit\/s$/m;

/** One line with the rate of every trial, read from the stored output of the sink's receiver. */
export async function closingRates(runDirectory: string): Promise<string> {
  const result: RunResult = JSON.parse(await readFile(path.join(runDirectory, 'run.json'), 'utf8'));
  const rates: number[] = [];
  for (const trial of result.trials) {
    const run = trial.phases.find(({ phase }) => phase === 'run');
    const receiver = run?.players.find(({ player }) => player === 'sink')?.steps[0];
    if (!receiver?.stdout.path) continue;
    const printed = RATE.exec(await readFile(path.join(runDirectory, receiver.stdout.path), 'utf8'));
    if (printed) rates.push(Number(printed[1]));
  }
  if (rates.length === 0) return 'measured rate: no receiver printed one';
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  const each = rates.map((rate) => rate.toFixed(2)).join(', ');
  return `measured rate through the device under test: ${mean.toFixed(2)} Gbit/s (mean of ${each})`;
}
