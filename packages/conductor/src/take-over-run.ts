import { historyOf } from '@conductor/results';
import { systemClock } from '@conductor/types';
import { readOwnClocks } from './clock/read-own-clocks.ts';
import type { ConductOptions } from './conduct-options.ts';
import type { CourseEvent } from './course/course-event.ts';
import { courseMachine } from './course/course-machine.ts';
import { defaultTiming } from './course/course-plan.ts';
import { RunExports } from './exports/run-exports.ts';
import { measuredAfterwards } from './measure/measured-course.ts';
import { rescueRun } from './rescue-run.ts';
import { finishRun } from './shell/finish-run.ts';
import { hearInterruptions } from './shell/hear-interruptions.ts';
import { liveCourse } from './shell/live-course.ts';
import { Mailbox } from './shell/mailbox.ts';
import { postJournal } from './shell/post-journal.ts';
import { codeOfEnded } from './take-over/code-of-ended.ts';
import { endRun } from './take-over/end-run.ts';
import { type FoundForTaking, openTaken } from './take-over/open-taken.ts';
import type { Deed } from './take-over/taken-run.ts';
import type { TestRun } from './test-run.ts';
import { processName } from './who-we-are.ts';

/**
 * Takes a run over from whoever conducts it, or did, and brings it to its end. Its own directory goes on: events are appended, and
 * the result is made anew. A ConductorError of code `busy` when another program does not let the directory go.
 */
export async function takeOverRun(
  deed: Deed,
  found: FoundForTaking,
  options: ConductOptions = {},
  signal: AbortSignal = NEVER,
): Promise<TestRun> {
  const mailbox = new Mailbox<CourseEvent>();
  using _hearing = hearInterruptions(options.interruptions ?? [], mailbox);
  const observe = postJournal(mailbox, options.onEvent);
  const reopening = { observe, ...(options.clock ? { clock: options.clock } : {}) };
  const { directory, epoch } = await openTaken(found, reopening, options, signal);
  const exports = new RunExports(directory);
  const history = historyOf(directory.state);
  directory.append({ kind: 'run-taken-over', epoch, who: processName(), deed });
  await directory.durable();

  const { runId, test, phases } = history;
  const { name: testName, players, settings } = test;
  const timing = { ...defaultTiming(settings), ...options.timing };
  const trials = history.trials.map(({ trial }) => trial);
  const began = readOwnClocks(options.clock ?? systemClock);
  const plan = { testName, players, settings, phases, trials, secrets: [], timing, began };
  const machine = courseMachine(plan, { run: endRun({ deed, history }), rescue: rescueRun });
  const course = { machine, began, run: { runId, epoch }, players, directory, mailbox };
  const ending = await (deed === 'resume' ? measuredAfterwards(course, test, options) : liveCourse(course, options));
  return finishRun({ directory, exports }, ending, codeOfEnded(ending, directory.result(), history));
}

const NEVER = new AbortController().signal;
