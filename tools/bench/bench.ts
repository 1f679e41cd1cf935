/*
 * Measures what Conductor costs: `pnpm bench` everything, `pnpm bench step trial` two figures. Says what is measured and how
 * much time is left, then prints the table, and what moved against an earlier run with `--vs`. The last line says where
 * it stands as JSON. Exit code 0, whatever the figures; 1 when what is measured does not work; 2 when the call or a file is wrong; 130, 143, 129 when it was interrupted, and has cleaned up.
 */
import { reportPath, writeReport } from '@conductor/lab';
import { FIGURES } from './src/figures.ts';
import { openGround } from './src/ground/ground.ts';
import { helpText } from './src/help-text.ts';
import { measureFigures, type OnFigure } from './src/measure-figures.ts';
import { type BenchRequest, readArguments } from './src/read-arguments.ts';
import { type BenchReport, readReport, startReport } from './src/result/bench-report.ts';
import { benchTable } from './src/result/bench-table.ts';
import { type OpenDocument, openDocument } from './src/result/into-document.ts';
import { versus } from './src/result/versus.ts';

const USAGE_EXIT = 2;
/** The shell's 128 + signal. */
const SIGNAL_EXITS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const names = FIGURES.map(({ name }) => name);
  const request = readArguments(args, names);
  switch (request.kind) {
    case 'usage':
      console.error(`bench: ${request.usage}`);
      return USAGE_EXIT;
    case 'help':
      console.log(helpText(FIGURES));
      return 0;
    case 'bench':
      return await bench(request, args);
    default:
      return request satisfies never;
  }
}

/** What is in the files that are named, or why one of them cannot be used. */
type NamedFiles =
  | {
      readonly kind: 'usable';
      readonly base: BenchReport | null;
      readonly earlier: BenchReport | null;
      readonly document: OpenDocument | null;
    }
  | { readonly kind: 'unusable'; readonly why: string };

function openFiles({ vs, from, markdown, json }: BenchRequest): NamedFiles {
  try {
    if (from === null) reportPath(json);
    return {
      kind: 'usable',
      base: vs === null ? null : readReport(vs),
      earlier: from === null ? null : readReport(from),
      document: markdown === null ? null : openDocument(markdown),
    };
  } catch (error) {
    return { kind: 'unusable', why: error instanceof Error ? error.message : String(error) };
  }
}

async function bench(request: BenchRequest, args: readonly string[]): Promise<number> {
  // Before the time is spent.
  const files = openFiles(request);
  if (files.kind === 'unusable') {
    console.error(`bench: ${files.why}`);
    return USAGE_EXIT;
  }
  const { base, earlier, document } = files;
  const stop = new AbortController();
  const interruptedBy = stopBySignal(stop);
  const report = earlier ?? (await measured(request, args, stop.signal));
  if (report === null) return interruptedBy() ?? 1;
  console.log(`\n${benchTable(report.rows)}`);
  if (base !== null) console.log(`\n${versus(report.rows, base.rows)}`);
  document?.take(report);
  if (earlier === null) console.log(`\n${writeReport(request.json, report)}`);
  return report.rows.some(({ kind }) => kind === 'failed') ? 1 : 0;
}

/** Measures what is wanted; `null` when it was interrupted. */
async function measured(
  request: BenchRequest,
  args: readonly string[],
  signal: AbortSignal,
): Promise<BenchReport | null> {
  const wanted = FIGURES.filter(({ name }) => request.figures.length === 0 || request.figures.includes(name));
  const report = startReport(args);
  const onFigure: OnFigure = ({ name, title }, place, leftMs) => {
    const minutes = Math.ceil(leftMs / 60_000);
    console.log(`${place + 1}/${wanted.length}  ${name}: ${title}  (${minutes} min left)`);
  };
  try {
    await using ground = await openGround(request, signal);
    return report(await measureFigures(wanted, ground, onFigure, signal));
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

/**
 * A signal cuts short what is under way, which cleans up after itself. Heard as often as it comes: a process in which nobody
 * listens to a signal any more is ended by it, in the midst of its cleaning. Returns what to exit with then, `null` while none came.
 */
function stopBySignal(stop: AbortController): () => number | null {
  let exitCode: number | null = null;
  for (const [signal, code] of Object.entries(SIGNAL_EXITS)) {
    process.on(signal, () => {
      exitCode ??= code;
      stop.abort(new Error(signal));
    });
  }
  return () => exitCode;
}
