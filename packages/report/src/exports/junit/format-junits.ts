import type { RunResult } from '@conductor/types';
import { formatJunit } from './format-junit.ts';

/** A run, and where the outputs of it are. */
export interface ReportedRun {
  readonly result: RunResult;
  readonly directory: string;
}

const ROOT = /<testsuites name="[^"]*" tests="(\d+)" failures="(\d+)" errors="(\d+)" time="([0-9.]+)">\n/;
const END = '</testsuites>\n';

/** Several runs as one file of JUnit XML: the suites of each, which are named after its test, behind those of the one before. */
export async function formatJunits(runs: readonly ReportedRun[]): Promise<string> {
  const sums = [0, 0, 0, 0];
  const suites: string[] = [];
  for (const { result, directory } of runs) {
    const text = await formatJunit(result, directory);
    const root = ROOT.exec(text);
    if (root === null) throw new TypeError('a JUnit file begins with its sums');
    for (const [at, number] of root.slice(1).entries()) sums[at] = (sums[at] ?? 0) + Number(number);
    suites.push(text.slice(root.index + root[0].length, -END.length));
  }
  const [tests, failures, errors, seconds = 0] = sums;
  const counts = `tests="${tests}" failures="${failures}" errors="${errors}" time="${seconds.toFixed(3)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="conduct" ${counts}>\n${suites.join('')}${END}`;
}
