import { type ConfigSource, RunDirectory } from '@conductor/results';
import {
  type Clock,
  ConductorError,
  EXIT_CODES,
  PHASES,
  type Phase,
  type RunEvent,
  type RunResult,
  systemClock,
  type Test,
} from '@conductor/types';
import type { CourseEnding } from './course/course-effect.ts';
import type { CourseEvent } from './course/course-event.ts';
import { courseMachine } from './course/course-machine.ts';
import { type CourseTiming, defaultTiming } from './course/course-plan.ts';
import { exitCodeOf } from './exit-code.ts';
import { rescueRun } from './rescue-run.ts';
import { newRunId } from './run-id.ts';
import { runTrials } from './run-trials.ts';
import { Crew } from './shell/crew.ts';
import { hearInterruptions } from './shell/hear-interruptions.ts';
import { Mailbox } from './shell/mailbox.ts';
import { performCourse } from './shell/perform-course.ts';
import { conductorName, conductorVersion, processName } from './who-we-are.ts';

/** How to run a test. Everything has a default. */
export interface RunTestOptions {
  /** The phases to run; default: all four. Without `reset`, Reset is left to whoever says so. */
  readonly phases?: readonly Phase[];
  /** The files that the test was read from, kept in the run directory; default: none. */
  readonly sources?: readonly ConfigSource[];
  /** Talk to players beyond this host without encryption or proof; default: no. */
  readonly insecureNetwork?: boolean;
  /** How long things may take; default: 10 s for players and for barriers, no time for players that are held, six heartbeats a lease. */
  readonly timing?: Partial<CourseTiming>;
  /** Where players on this host leave their tokens; default: where those of this user do. */
  readonly tokenFolders?: readonly string[];
  /** Told of every event as it is recorded. */
  readonly onEvent?: (event: RunEvent) => void;
  /**
   * Each that is aborted asks for the end once more, with the name of a signal (`SIGTERM`) as its reason: once stops,
   * twice skips Collect, three times leaves at once. Default: none.
   */
  readonly interruptions?: readonly AbortSignal[];
  readonly clock?: Clock;
}

/** What a run left. */
export interface TestRun {
  /** What `conduct` exits with. */
  readonly exitCode: number;
  /** The run directory, absolute. */
  readonly directory: string;
  readonly result: RunResult;
}

/**
 * Runs a test on its players, and resolves when every player is reset, or as far as that can be. A failing step is part
 * of the result; a run directory that cannot be made is a ConductorError of code `storage`. Aborting `signal` asks for the end
 * once, as Ctrl-C does.
 */
export async function runTest(test: Test, options: RunTestOptions = {}, signal?: AbortSignal): Promise<TestRun> {
  const mailbox = new Mailbox<CourseEvent>();
  const runId = newRunId((options.clock ?? systemClock).now());
  const directory = await makeDirectory(test, options, runId, mailbox);
  using _hearing = hearInterruptions([...(signal ? [signal] : []), ...(options.interruptions ?? [])], mailbox);
  const ending = await conduct(test, options, { directory, runId, mailbox });
  return finish(directory, ending);
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
    observe: (event) => {
      const { kind } = event;
      if (kind === 'journal') mailbox.post({ kind: 'journal-pulled', player: event.player, record: event.record });
      onEvent?.(event);
    },
  });
}

interface Course {
  readonly directory: RunDirectory;
  readonly runId: string;
  readonly mailbox: Mailbox<CourseEvent>;
}

async function conduct(
  test: Test,
  options: RunTestOptions,
  { directory, runId, mailbox }: Course,
): Promise<CourseEnding> {
  const { phases = PHASES, insecureNetwork = false, clock = systemClock, tokenFolders } = options;
  const { name: testName, players, settings, trials } = test;
  const machine = courseMachine(
    {
      testName,
      players,
      settings,
      phases,
      trials: Array.from({ length: trials }, (_, at) => ({ caseName: '', trial: at + 1 })),
      timing: { ...defaultTiming(settings), ...options.timing },
    },
    { run: runTrials, rescue: rescueRun },
  );
  const identity = { self: processName(), version: conductorVersion(), insecureNetwork };
  await using crew = new Crew({
    run: { runId, epoch: 1 },
    players,
    directory,
    dialling: tokenFolders ? { ...identity, tokenFolders } : identity,
    tell: (event) => mailbox.post(event),
  });
  return await performCourse(machine, crew, mailbox, clock);
}

/** The run is told to be over; that this cannot be written, on a full disk, is told in the result alone. */
async function finish(directory: RunDirectory, ending: CourseEnding): Promise<TestRun> {
  let exitCode = exitCodeOf(ending, directory.result());
  directory.append({ kind: 'run-ended', exitCode });
  try {
    await directory.close();
  } catch (thrown) {
    exitCode = exitCode === EXIT_CODES.passed ? EXIT_CODES.lost : exitCode;
    directory.append({ kind: 'problem', text: ConductorError.from(thrown, 'storage', directory.path).message });
  }
  return { exitCode, directory: directory.path, result: directory.result() };
}
