import { EXIT_CODES, type LeftOutPlayer, leftOutText, type PlayerSummary } from '@conductor/types';
import type { RunHead } from '../run-head.ts';
import { type CaseEnd, type JunitCase, junitClass } from './junit-case.ts';
import { isBad, type JunitSuite } from './junit-suite.ts';

/** What is known of the trials of a run. */
export interface TrialsSoFar {
  /** How many are over. */
  readonly ended: number;
  /** A case of theirs is bad. */
  readonly isBad: boolean;
}

/** The suite of the run itself: each player reached and kept, and the run brought to its end. */
export function runSuite(head: RunHead, trials: TrialsSoFar): JunitSuite {
  const { test, players, leftOut = [], conductor, startTime, endTime } = head;
  const cases = [
    ...players.map((player) => playerCase(test.name, player)),
    ...leftOut.map((player) => leftOutCase(test.name, player)),
  ];
  const isExplained = trials.isBad || cases.some(isBad);
  return {
    name: test.name,
    startTime,
    endTime,
    hostname: conductor.slice(conductor.indexOf('@') + 1),
    properties: runProperties(head),
    cases: [...cases, runCase(head, trials, isExplained)],
  };
}

function playerCase(test: string, { name, lost }: PlayerSummary): JunitCase {
  return {
    className: junitClass(test, 'players'),
    name,
    durationMs: null,
    end: lost === null ? { kind: 'passed' } : { kind: 'error', type: 'lost', message: lost, lines: [lost] },
    output: [],
    errorOutput: [],
  };
}

function leftOutCase(test: string, player: LeftOutPlayer): JunitCase {
  return {
    className: junitClass(test, 'players'),
    name: player.name,
    durationMs: null,
    end: { kind: 'skipped', message: `left out: ${leftOutText(player)}` },
    output: [],
    errorOutput: [],
  };
}

/** Bad when the run did not come to its end, or when nothing else says why its exit code is none of a pass. */
function runCase(head: RunHead, trials: TrialsSoFar, isExplained: boolean): JunitCase {
  return {
    className: junitClass(head.test.name),
    name: 'run',
    durationMs: null,
    end: runEnd(head, trials, isExplained),
    output: head.problems.slice(0, PROBLEMS),
    errorOutput: [],
  };
}

/** Problems told; run.json has them all. */
const PROBLEMS = 100;

function runEnd(
  { exitCode, endTime, test, writtenBy }: RunHead,
  { ended }: TrialsSoFar,
  isExplained: boolean,
): CaseEnd {
  const isHere = writtenBy === 'collector' && ended >= test.trials;
  if (isHere || exitCode === EXIT_CODES.passed) return { kind: 'passed' };
  if (exitCode === null || endTime === null)
    return bad('not-over', `the run is not over: ${ended} of ${test.trials} trials are`);
  if (exitCode >= FIRST_SIGNAL_CODE) return bad('interrupted', `the run was interrupted, exit code ${exitCode}`);
  return isExplained ? { kind: 'passed' } : bad('exit-code', `exit code ${exitCode}`);
}

/** From here on, exit codes say by which signal a run was interrupted. */
const FIRST_SIGNAL_CODE = 129;

function bad(type: string, message: string): CaseEnd {
  return { kind: 'error', type, message, lines: [message] };
}

function runProperties({
  runId,
  version,
  conductor,
  test,
  insecure,
  exitCode,
  collector,
}: RunHead): [string, string][] {
  return [
    ['run', runId],
    ['version', version],
    ['conductor', conductor],
    ['test', test.file],
    ...(insecure ? [['insecure', 'yes'] as [string, string]] : []),
    ...(collector === 'external' ? [['collector', 'external'] as [string, string]] : []),
    ...(exitCode === null ? [] : [['exitCode', String(exitCode)] as [string, string]]),
  ];
}
