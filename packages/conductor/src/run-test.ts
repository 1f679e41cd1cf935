import { type ConfigSource, RunDirectory } from '@conductor/results';
import { PHASES, type Phase, type Secret, systemClock, type Test, trialsInOrder } from '@conductor/types';
import { readOwnClocks } from './clock/read-own-clocks.ts';
import type { ConductOptions } from './conduct-options.ts';
import type { CourseEvent } from './course/course-event.ts';
import { courseMachine } from './course/course-machine.ts';
import { exitCodeOf } from './exit-code.ts';
import { RunExports } from './exports/run-exports.ts';
import { measuredCourse } from './measure/measured-course.ts';
import { putFiles } from './put/put-files.ts';
import { readPuts } from './put/read-puts.ts';
import { rescueRun } from './rescue-run.ts';
import { newRunId } from './run-id.ts';
import { runTrials } from './run-trials.ts';
import { seededTest } from './seeded-test.ts';
import { settlePlayers } from './settle-players.ts';
import { finishRun } from './shell/finish-run.ts';
import { hearInterruptions } from './shell/hear-interruptions.ts';
import { Mailbox } from './shell/mailbox.ts';
import { postJournal } from './shell/post-journal.ts';
import type { TestRun } from './test-run.ts';
import { conductorName, conductorVersion } from './who-we-are.ts';

/** How to run a test. Everything has a default. */
export interface RunTestOptions extends ConductOptions {
  /** The phases to run; default: all four. Without `reset`, Reset is left to whoever says so. */
  readonly phases?: readonly Phase[];
  /** The files that the test was read from, kept in the run directory; default: none. */
  readonly sources?: readonly ConfigSource[];
  /** What `%(secret:NAME)s` stands for in the commands; default: nothing. */
  readonly secrets?: readonly Secret[];
}

/**
 * Runs a test on its players, and resolves when every player is reset, or as far as that can be. A failing step is part
 * of the result; a run directory that cannot be made is a ConductorError of code `storage`, and a file that is to be put and cannot be read one of code `config`. Aborting `signal` asks for the end
 * once, as Ctrl-C does.
 */
export async function runTest(asked: Test, options: RunTestOptions = {}, signal?: AbortSignal): Promise<TestRun> {
  const interruptions = [...(signal ? [signal] : []), ...(options.interruptions ?? [])];
  const { test: settled, timing } = await settlePlayers(seededTest(asked), options, interruptions);
  const { test, sources: putSources } = await readPuts(settled);
  const mailbox = new Mailbox<CourseEvent>();
  const runId = newRunId((options.clock ?? systemClock).now());
  const directory = await makeDirectory(test, options, runId, mailbox);
  const exports = new RunExports(directory);
  using _hearing = hearInterruptions(interruptions, mailbox);
  const { name: testName, players, settings, cases } = test;
  const { phases = PHASES, secrets = [] } = options;
  const trials = trialsInOrder(test);
  const began = readOwnClocks(options.clock ?? systemClock);
  const ofCases = cases === undefined ? {} : { cases };
  const plan = {
    testName,
    players,
    ...ofCases,
    settings,
    phases,
    trials,
    ...untilPreciseOf(test),
    secrets,
    timing,
    began,
  };
  const puts = { putSources, putFiles: (player: string) => putFiles(test, player) };
  const machine = courseMachine(plan, { run: runTrials, rescue: rescueRun });
  const course = { machine, began, run: { runId, epoch: 1 }, players, directory, mailbox, puts };
  const ending = await measuredCourse(course, test, options, interruptions);
  return finishRun({ directory, exports }, ending, exitCodeOf(ending, directory.result()));
}

/** Whose values are with an external collector is never known here. */
function untilPreciseOf({ untilPrecise, settings }: Test): Pick<Test, 'untilPrecise'> {
  return untilPrecise === undefined || settings.collector === 'external' ? {} : { untilPrecise };
}

function makeDirectory(
  test: Test,
  options: RunTestOptions,
  runId: string,
  mailbox: Mailbox<CourseEvent>,
): Promise<RunDirectory> {
  const { phases = PHASES, sources = [], insecureNetwork = false, clock = systemClock, onEvent } = options;
  return RunDirectory.create({
    root: test.settings.results,
    test,
    runId,
    sources,
    phases: PHASES.filter((phase) => phases.includes(phase)),
    conductor: conductorName(),
    version: conductorVersion(),
    insecure: insecureNetwork,
    clock,
    observe: postJournal(mailbox, onEvent),
  });
}
