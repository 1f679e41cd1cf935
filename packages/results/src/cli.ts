import { readFileSync } from 'node:fs';
import { formatDiagnostic, loadTest, selectCases } from '@conductor/config';
import { ConductorError, type ErrorCode, EXIT_CODES, visibleMessage, visibleText } from '@conductor/types';
import { collectRun, type ReadTest } from './cli/collect-run.ts';
import { readCommandLine, type Wishes } from './cli/read-command-line.ts';

/** The shell's 128 + signal. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

const MISUSE: ReadonlySet<ErrorCode> = new Set(['usage', 'config', 'storage']);

/** The program `collector`: does what its arguments ask for, and resolves with its exit code. `stayLean` is called before it collects. */
export async function main(argv: readonly string[], stayLean: () => void = () => undefined): Promise<number> {
  const stop = new AbortController();
  let interruptedBy: keyof typeof SIGNALS | null = null;
  const signals = Object.keys(SIGNALS) as (keyof typeof SIGNALS)[];
  const onSignal = (signal: NodeJS.Signals) => {
    interruptedBy = signal as keyof typeof SIGNALS;
    stop.abort(new ConductorError('interrupted', `${signal}: what came is kept; start again to go on`));
  };
  for (const signal of signals) process.on(signal, onSignal);
  try {
    return await obey(argv, stayLean, stop.signal);
  } catch (error) {
    if (!(error instanceof ConductorError)) throw error;
    process.stderr.write(`collector: ${visibleMessage(error)}\n`);
    if (interruptedBy !== null) return SIGNALS[interruptedBy];
    if (error.code === 'busy') return EXIT_CODES.busy;
    if (error.code === 'identity') return EXIT_CODES.identity;
    return MISUSE.has(error.code) ? EXIT_CODES.usage : EXIT_CODES.lost;
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
  }
}

async function obey(argv: readonly string[], stayLean: () => void, signal: AbortSignal): Promise<number> {
  const version = ownVersion();
  const line = readCommandLine(argv, version);
  if (line.kind === 'print') {
    process.stdout.write(line.text);
    return EXIT_CODES.passed;
  }
  // What players have a part in is shown, never obeyed.
  const say = (text: string) => process.stdout.write(`${visibleText(text)}\n`);
  stayLean();
  await collectRun(await readTest(line.wishes), line.wishes, version, say, signal);
  return EXIT_CODES.passed;
}

async function readTest({ testFile: file, variables, cases, seed }: Wishes): Promise<ReadTest> {
  const { test: whole, diagnostics, sources } = await loadTest(file, { variables });
  if (whole !== null) {
    const isRandom = whole.cases !== undefined && whole.settings.order === 'random';
    if (isRandom && seed === null)
      throw new ConductorError(
        'usage',
        `the cases of ${file} take turns by chance: --seed, as conduct prints it, says how`,
      );
    const test = { ...selectCases(whole, cases), ...(seed === null ? {} : { seed }) };
    return { test, sources: sources.map(({ path, bytes }) => ({ file: path, content: bytes })) };
  }
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map((one) => formatDiagnostic(one));
  throw new ConductorError('config', `${file} is no test:\n${errors.join('\n')}`);
}

function ownVersion(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return manifest.version;
}
