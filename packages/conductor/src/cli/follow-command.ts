import { formatRun, progressLines } from '@conductor/report';
import { EXIT_CODES, type RunEvent, visibleText } from '@conductor/types';
import type { ConductOptions } from '../conduct-options.ts';
import { dialOptions } from '../dial-options.ts';
import { isClean, isDirty } from '../exit-code.ts';
import { isOpen, leftToDo } from '../left-to-do.ts';
import { type PlayerFinding, surveyPlayers } from '../survey-players.ts';
import { codeOfClosed } from '../take-over/code-of-closed.ts';
import type { Deed } from '../take-over/taken-run.ts';
import { takeOverRun } from '../take-over-run.ts';
import type { TestRun } from '../test-run.ts';
import { accessOf } from './access.ts';
import type { Call } from './call.ts';
import { closedText, type Surveyed } from './closed-text.ts';
import { hasColour } from './colour.ts';
import { type FoundRun, findHistory } from './find-history.ts';
import { findingText } from './finding-text.ts';
import { followUp } from './follow-up.ts';
import { type Interruptions, listenForInterruptions } from './interruptions.ts';
import { openOutput } from './output.ts';
import { payLeftReset } from './pay-left-reset.ts';
import { Recovery } from './recovery.ts';
import { addStepSummary } from './step-summary.ts';
import { writeResult } from './write-result.ts';

/** `conduct resume RUN`, `conduct abort RUN`, `conduct reset RUN`: goes to the players of a run that somebody else began. */
export async function followCommand(deed: Deed, word: string | null, call: Call): Promise<number> {
  using interruptions = listenForInterruptions();
  const found = await findHistory(word, call);
  const findings = await look(found, call, interruptions);
  const exitCode = isOpen(found.history, findings)
    ? await takeOver(deed, { ...found, findings }, call, interruptions)
    : leaveClosed(deed, { ...found, findings }, call);
  if (deed !== 'reset' || exitCode === EXIT_CODES.dirty || exitCode >= FIRST_SIGNAL_CODE) return exitCode;
  return (await payLeftReset(found.directory, call, interruptions)) ?? exitCode;
}

/** A run that is over is left as it is. */
function leaveClosed(deed: Deed, { history, findings }: Surveyed, call: Call): number {
  const text = closedText(deed, { history, findings });
  if (text !== null) say(call, text);
  return codeOfClosed(deed, history, findings);
}

/** Says what is found on each player. */
async function look(
  { directory, history }: FoundRun,
  call: Call,
  { signals }: Interruptions,
): Promise<PlayerFinding[]> {
  const dialling = dialOptions(await accessOf(call));
  const findings = await surveyPlayers(history.test.players, dialling, AbortSignal.any([...signals]));
  say(call, `${history.test.name}: run ${history.runId} (${directory})`);
  for (const finding of findings) say(call, `  ${findingText(history, finding, leftToDo(history, finding))}`);
  return findings;
}

async function takeOver(
  deed: Deed,
  found: FoundRun & Surveyed,
  call: Call,
  { signals }: Interruptions,
): Promise<number> {
  const { wishes, terminal, env } = call;
  const recovery = new Recovery();
  const colour = hasColour(terminal.out.isTerminal, wishes, env, {});
  const linesOf = progressLines(found.history.test, { verbose: wishes.isVerbose, colour });
  const options: ConductOptions = {
    ...(await accessOf(call)),
    interruptions: signals,
    ...(wishes.maxResultsBytes === null ? {} : { maxResultsBytes: wishes.maxResultsBytes.value }),
    timing: wishes.waitPlayersMs === null ? {} : { waitPlayersMs: wishes.waitPlayersMs },
    onEvent: (event: RunEvent) => {
      recovery.note(event);
      if (!wishes.isQuiet) for (const line of linesOf(event)) terminal.out.write(`${line}\n`);
    },
  };
  const run = await takeOverRun(deed, found, options, signals[0]);
  if (run.isTakenOver) return run.exitCode;
  const { directory, result } = run;
  const exitCode = deed === 'resume' || run.exitCode >= FIRST_SIGNAL_CODE ? run.exitCode : codeOfReset(run, recovery);
  const text = await formatRun(result, { directory, colour });
  const told = await writeResult(text, await openOutput(null, terminal), { directory, exitCode }, terminal.err);
  await addStepSummary(run, call);
  say(call, `${deed} of run ${found.history.runId}: ${recovery.text(result)}`);
  const last = followUp(result, found.history.test.settings.leaseMs);
  if (last !== null) say(call, last);
  return told;
}

/** From here on, exit codes say by which signal we were interrupted. */
const FIRST_SIGNAL_CODE = 129;

/** `abort` and `reset` have done what they were asked for when every host is as it was, whatever the run came to. */
function codeOfReset({ result }: TestRun, { lost }: Recovery): number {
  if (result.trials.some(isDirty)) return EXIT_CODES.dirty;
  return isClean(result) && lost.size === 0 ? EXIT_CODES.passed : EXIT_CODES.lost;
}

function say({ terminal }: Call, text: string): void {
  terminal.out.write(`${visibleText(text)}\n`);
}
