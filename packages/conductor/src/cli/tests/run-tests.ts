import { formatJunits, type ReportedRun } from '@conductor/report';
import { EXIT_CODES } from '@conductor/types';
import type { Call } from '../call.ts';
import { type Interruptions, listenForInterruptions } from '../interruptions.ts';
import { loadRequest } from '../load-request.ts';
import { openOutput } from '../output.ts';
import { type LoadedEnd, runLoaded, runRead, type SoundRequest, tellDiagnostics } from '../run-command.ts';
import { usageError } from '../usage-error.ts';
import { worstOfAll } from './exit-code-of-all.ts';
import { namedTerminal } from './named-terminal.ts';
import { summaryText } from './summary-text.ts';
import { takeTurns } from './take-turns.ts';
import { withoutPlayers } from './without-players.ts';

/**
 * `conduct run TEST TEST…`: runs several tests, each in a run directory of its own, and sums them up. All files are read before anything
 * begins; an error in one of them runs none. Where all but one are files of players, that one is run as if it were named alone. Ctrl-C
 * ends the tests that run after their Resets, and no further one begins.
 */
export async function runTests(files: readonly string[], call: Call): Promise<number> {
  const { wishes, env, terminal } = call;
  const named = await Promise.all(files.map(async (file) => ({ file, loaded: await loadRequest(file, wishes, env) })));
  const requests = (await withoutPlayers(named, terminal.err)).map(({ loaded }) => loaded);
  const [alone, ...others] = requests;
  if (alone !== undefined && others.length === 0) return await runRead(alone, call);
  refuseFormats(requests.length, call);
  for (const request of requests) tellDiagnostics(request, wishes, terminal.err);
  const sound = requests.flatMap(({ test, ...rest }) => (test === null ? [] : [{ ...rest, test }]));
  if (sound.length < requests.length) return EXIT_CODES.usage;

  const isJunit = wishes.format?.value === 'junit';
  const output = await openOutput(wishes.output?.value ?? null, terminal);
  const aside = isJunit ? terminal.err : terminal.out;
  using interruptions = listenForInterruptions();
  const begin = (request: SoundRequest) =>
    runOne(request, { ...call, terminal: { out: aside, err: terminal.err } }, interruptions);
  const isOver = () => interruptions.signals.some(({ aborted }) => aborted);
  const ends = await takeTurns(sound, wishes.parallel, begin, isOver);
  const rows = sound.map(({ test }, at) => ({ name: test.name, end: ends[at] ?? null }));
  if (isJunit) await output.write(await formatJunits(rows.flatMap(({ end }) => reported(end))));
  aside.write(summaryText(rows));
  const codes = rows.map(({ end }) => end?.exitCode ?? INTERRUPTED);
  return worstOfAll(codes);
}

/** Of a test that was never begun. */
const INTERRUPTED = 130;

/** What one call prints of several tests has to be one text. */
function refuseFormats(count: number, { wishes: { format, output, at } }: Call): void {
  const wanted = format?.value ?? 'text';
  if (wanted !== 'text' && wanted !== 'junit')
    throw usageError(
      `--format ${wanted} is of one test; of several it is text or junit, and each run directory has the rest`,
    );
  if (output !== null && wanted === 'text') throw usageError('-o with several tests takes --format junit');
  if (at !== null)
    throw usageError(
      `--at is for one test, and here are ${count}: make a call for each of them, with an --at of its own; or leave --at out, and have cron or at(1) make this call at that time`,
    );
}

/** Each closes with its report as text. */
async function runOne(request: SoundRequest, call: Call, { signals }: Interruptions): Promise<LoadedEnd> {
  const { test } = request;
  const settings = { ...test.settings, format: 'text' as const, output: null };
  const terminal = call.wishes.parallel > 1 ? namedTerminal(call.terminal, test.name) : call.terminal;
  // They are heard for all tests together.
  const shared = (): Interruptions => ({ signals, [Symbol.dispose]: () => undefined });
  return await runLoaded({ ...request, test: { ...test, settings } }, { ...call, terminal }, shared);
}

function reported(end: LoadedEnd | null): ReportedRun[] {
  return end?.run ? [end.run] : [];
}
