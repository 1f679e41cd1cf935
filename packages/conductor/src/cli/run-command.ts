import { formatDiagnostic } from '@conductor/config';
import { progressLines } from '@conductor/report';
import { EXIT_CODES, PHASES, type RunEvent, type Secret, type Test, visibleText } from '@conductor/types';
import { defaultTiming } from '../course/course-plan.ts';
import { dialOptions } from '../dial-options.ts';
import { keepLab } from '../lab/keep-lab.ts';
import { runTest } from '../run-test.ts';
import type { TestRun } from '../test-run.ts';
import { type Access, accessOf, labFolderOf } from './access.ts';
import type { Call } from './call.ts';
import { collectorHint, collectorLine } from './collector-line.ts';
import { hasColour } from './colour.ts';
import { followUp } from './follow-up.ts';
import { type Interruptions, listenForInterruptions } from './interruptions.ts';
import { leanHeap } from './lean-heap.ts';
import { type LoadedRequest, loadRequest } from './load-request.ts';
import { openOutput } from './output.ts';
import type { UserWishes } from './read-wishes.ts';
import { resultText } from './result-text.ts';
import { awaitScheduledStart } from './scheduled-start.ts';
import { secretsToDeliver } from './secrets-to-deliver.ts';
import { addStepSummary } from './step-summary.ts';
import type { Channel } from './terminal.ts';
import { writeResult } from './write-result.ts';

/** `conduct run TEST`: runs the test, tells what happens while it does, and prints what it came to. */
export async function runCommand(file: string, call: Call): Promise<number> {
  return await runRead(await loadRequest(file, call.wishes, call.env), call);
}

/** Runs the one test of a call, as it was read. */
export async function runRead(loaded: LoadedRequest, call: Call): Promise<number> {
  tellDiagnostics(loaded, call.wishes, call.terminal.err);
  const { test } = loaded;
  if (test === null) return EXIT_CODES.usage;
  const { exitCode } = await runLoaded({ ...loaded, test }, call, listenForInterruptions);
  return exitCode;
}

/** A request without an error in its files. */
export type SoundRequest = LoadedRequest & { readonly test: Test };

/** What a call of a test came to: `run` is `null` where none was begun. */
export interface LoadedEnd {
  readonly exitCode: number;
  readonly run: TestRun | null;
}

/** Runs a test that was read. `listen` is called when the run begins. */
export async function runLoaded(loaded: SoundRequest, call: Call, listen: () => Interruptions): Promise<LoadedEnd> {
  const { wishes, env, terminal } = call;
  const { test } = loaded;
  using _heap = leanHeap(test.players.length);
  const secrets = await secretsToDeliver(test, wishes.phases ?? PHASES, call);

  const { format, output: outputFile, leaseMs } = test.settings;
  const output = await openOutput(outputFile, terminal);
  const aside = format === 'text' ? terminal.out : terminal.err;
  if (wishes.isInsecure) terminal.err.write(INSECURE);
  if (wishes.at !== null) {
    const waitPlayersMs = loaded.waitPlayersMs ?? defaultTiming(test.settings).waitPlayersMs;
    const notBegun = await awaitScheduledStart(wishes.at, test, waitPlayersMs, call, aside);
    if (notBegun !== null) return { exitCode: notBegun, run: null };
  }

  const colour = (isTerminal: boolean) => hasColour(isTerminal, wishes, env, loaded.own);
  const progress = progressTo(aside, test, wishes, colour(aside.isTerminal));
  const run = await interruptibleRun(loaded, secrets, call, listen, (event) => {
    progress(event);
    if (event.kind === 'run-started') tellCollector(aside, event, wishes);
  });
  const { directory, result } = run;
  // The sentence that names who did it has been told, and the table of a run that goes on elsewhere would be wrong.
  if (run.isTakenOver && format === 'text') return { exitCode: run.exitCode, run };
  const text = await resultText(result, format, { directory, colour: colour(output.isTerminal) });
  const exitCode = await writeResult(text, output, run, terminal.err);
  await addStepSummary(run, call);
  const last = followUp(result, leaseMs);
  if (last !== null) aside.write(`${last}\n`);
  return { exitCode, run };
}

const INSECURE =
  'INSECURE: --insecure-network: players beyond this host are commanded without encryption, and without proof of who they are.\n';

/** Errors keep the test from running; warnings are worth a look; notes are for those who ask. */
export function tellDiagnostics(
  { diagnostics }: LoadedRequest,
  { isVerbose, isQuiet }: UserWishes,
  err: Channel,
): void {
  for (const diagnostic of diagnostics) {
    const isWorthIt = { error: true, warning: !isQuiet, note: isVerbose }[diagnostic.severity];
    if (isWorthIt) err.write(`${formatDiagnostic(diagnostic)}\n`);
  }
}

function progressTo(channel: Channel, test: Test, { isQuiet, isVerbose }: UserWishes, colour: boolean) {
  const linesOf = progressLines(test, { verbose: isVerbose, colour });
  return (event: RunEvent) => {
    if (!isQuiet) for (const line of linesOf(event)) channel.write(`${line}\n`);
  };
}

type RunStarted = Extract<RunEvent, { kind: 'run-started' }>;

/** Also with --quiet: without a collector the run comes to nothing. */
function tellCollector(channel: Channel, { test, runId }: RunStarted, wishes: UserWishes): void {
  if (test.settings.collector !== 'external') return;
  channel.write(
    `its results go to a collector; start it where there is room:\n  ${collectorLine(test, runId, wishes)}\n`,
  );
  const hint = collectorHint(test, wishes);
  if (hint !== null) channel.write(`${hint}\n`);
}

async function interruptibleRun(
  { test, sources, waitPlayersMs }: SoundRequest,
  secrets: readonly Secret[],
  call: Call,
  listen: () => Interruptions,
  onEvent: (event: RunEvent) => void,
): Promise<TestRun> {
  using interruptions = listen();
  const { phases, waitFreeMs } = call.wishes;
  const access = await accessOf(call);
  await lookAfterLab(test, access, call, interruptions.signals);
  return await runTest(test, {
    onEvent,
    sources: sources.map(({ path, bytes }) => ({ file: path, content: bytes })),
    secrets,
    ...access,
    interruptions: interruptions.signals,
    ...(phases === null ? {} : { phases }),
    timing: { ...(waitPlayersMs === null ? {} : { waitPlayersMs }), ...(waitFreeMs === null ? {} : { waitFreeMs }) },
  });
}

/** Before a run rather than in it: what is measured is not disturbed. */
async function lookAfterLab(
  { players }: Test,
  access: Access,
  call: Call,
  signals: readonly AbortSignal[],
): Promise<void> {
  if (access.insecureNetwork) return;
  const care = { folder: await labFolderOf(call), dialling: dialOptions(access), now: new Date() };
  const warnings = await keepLab(care, players, AbortSignal.any([...signals]));
  for (const warning of warnings) call.terminal.err.write(`warning: ${visibleText(warning)}\n`);
}
