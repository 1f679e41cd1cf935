import type { RunResult, TrialResult } from '@conductor/types';
import { type ReadTail, tailReader } from '../../closing/read-tail.ts';
import type { RunHead } from '../run-head.ts';
import { checksSuite } from './checks-suite.ts';
import { junitSeconds } from './junit-case.ts';
import { type JunitCounts, lastingMs, type SuiteText, suiteText } from './junit-suite.ts';
import { OutputRoom } from './output-room.ts';
import { runSuite } from './run-suite.ts';
import { trialSuites } from './trial-suites.ts';
import { xmlText } from './xml.ts';

/** A trial as it stands in a JUnit file. */
export interface JunitTrial {
  readonly isOver: boolean;
  readonly suites: readonly SuiteText[];
}

/** Makes the trials of one JUnit file, in order: what they show of outputs they show within the bounds of the file. */
export class JunitTrials {
  readonly #room: OutputRoom;

  constructor(readTail: ReadTail) {
    this.#room = new OutputRoom(readTail);
  }

  /** One case for each step of each player, with the last lines of its outputs. */
  async trial(head: RunHead, trial: TrialResult): Promise<JunitTrial> {
    return { isOver: trial.endTime !== null, suites: await trialSuites(head, trial, this.#room) };
  }
}

/** A JUnit file of what a run has come to so far, in parts of at most a suite. */
export function* junitText(head: RunHead, trials: readonly JunitTrial[]): Generator<string> {
  const checks = checksSuite(head);
  const suites = [...trials.flatMap((trial) => trial.suites), ...(checks === null ? [] : [suiteText(checks)])];
  const last = suiteText(
    runSuite(head, { ended: trials.filter(({ isOver }) => isOver).length, isBad: suites.some(hasBad) }),
  );
  const all = [...suites, last];
  const sum = (count: keyof JunitCounts) => String(all.reduce((total, suite) => total + suite[count], 0));
  const seconds = junitSeconds(lastingMs(head.startTime, head.endTime));
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="${xmlText(head.test.name)}" tests="${sum('tests')}" failures="${sum('failures')}" errors="${sum('errors')}" time="${seconds}">\n`;
  for (const { xml } of all) yield `${xml}\n`;
  yield '</testsuites>\n';
}

/** A run as JUnit XML; the last lines of outputs are read below `directory`. */
export async function formatJunit(result: RunResult, directory: string): Promise<string> {
  const maker = new JunitTrials(tailReader(directory));
  const trials: JunitTrial[] = [];
  for (const trial of result.trials) trials.push(await maker.trial(result, trial));
  return Array.from(junitText(result, trials)).join('');
}

function hasBad({ failures, errors }: SuiteText): boolean {
  return failures + errors > 0;
}
