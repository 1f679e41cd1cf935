import { closeSync, fchmodSync, fstatSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { type Exit, systemReason } from '@conductor/types';
import type { Cell, Leader } from '../containment/cell.ts';
import type { Containment } from '../containment/containment.ts';
import { killCells } from '../containment/end-cells.ts';
import { watchLeader } from '../containment/leader.ts';
import type { Fork } from '../fork/fork.ts';
import { forkGate } from '../gate/fork-gate.ts';
import { outputMode } from '../spool/output-file.ts';

/** What the commands of looks are run with, which is what steps are run with. */
export interface LookGround {
  readonly containment: Containment;
  /** Words that make a command another user's; none where steps run as the player itself. */
  readonly become: readonly string[];
  /** Who forks. Default: this process. */
  readonly fork?: Fork | undefined;
  /** What every look finds in its environment; the mark is added. */
  readonly environmentOf: (cell: Cell) => Readonly<Record<string, string>>;
  /** Base of the names of the files that it prints into, in a folder that only the player enters. */
  readonly base: string;
  /** Told of its first process before it can run anything. */
  readonly noteLeader: (leader: Leader) => void;
}

/** What one look came to. */
export type Look =
  | { readonly kind: 'seen'; readonly text: string }
  | { readonly kind: 'unseen'; readonly reason: string };

/** What is printed beyond this is not compared. */
const MOST_BYTES = 4 * 2 ** 20;
const TOO_MUCH = `it printed more than ${MOST_BYTES / 2 ** 20} MiB`;
/** Between two looks at the time and at what was printed. */
const INTERVAL_MS = 50;

/**
 * Runs a command that looks at the host, contained as a step is, and resolves with what it printed: never rejects. It has
 * `limitMs`; what it leaves behind is in `cells`, for the caller to end.
 */
export async function runLook(
  command: string,
  limitMs: number,
  ground: LookGround,
  cells: Cell[],
  signal: AbortSignal,
): Promise<Look> {
  const paths = [`${ground.base}.out`, `${ground.base}.err`] as const;
  try {
    using files = new LookFiles(paths, outputMode(ground.become));
    const end = await runTo(files, command, limitMs, ground, cells, signal);
    return readEnd(end, paths);
  } catch (error) {
    return { kind: 'unseen', reason: systemReason(error) };
  } finally {
    for (const path of paths) rmSync(path, { force: true });
  }
}

type End = Exit | { readonly kind: 'ended'; readonly reason: string };

async function runTo(
  files: LookFiles,
  command: string,
  limitMs: number,
  { containment, become, fork, environmentOf, noteLeader }: LookGround,
  cells: Cell[],
  signal: AbortSignal,
): Promise<End> {
  const cell = containment.open();
  cells.push(cell);
  const environment = environmentOf(cell);
  const withLimitMark = process.platform === 'linux';
  const gate = await forkGate({
    command,
    environment,
    outputs: files.outputs,
    cell,
    pipeBase: null,
    become,
    withLimitMark,
    fork,
  });
  cell.leader = watchLeader(gate.pid, containment.startOf(gate.pid), gate.exited);
  const tooMuch = files.watch(limitMs, signal);
  try {
    noteLeader(cell.leader);
    gate.open();
    const end = await Promise.race([
      gate.exited,
      tooMuch.reason.then((reason) => ({ kind: 'ended', reason }) as const),
    ]);
    if (end.kind === 'ended') await killCells(containment, [cell]);
    else if (containment.closeIfEmpty(cell)) cells.pop();
    return end;
  } finally {
    tooMuch[Symbol.dispose]();
  }
}

function readEnd(end: End, [out, err]: readonly [string, string]): Look {
  if (end.kind === 'ended') return { kind: 'unseen', reason: end.reason };
  // It may have ended before its files were looked at.
  if (statSync(out).size + statSync(err).size > MOST_BYTES) return { kind: 'unseen', reason: TOO_MUCH };
  if (end.kind === 'code' && end.code === 0) return { kind: 'seen', text: readFileSync(out, 'utf8') };
  return { kind: 'unseen', reason: reasonOf(end, readFileSync(err, 'utf8')) };
}

/** Where a program is not installed, the shell says so, with its own name and a number of a line before. */
function reasonOf(exit: Exit, complaint: string): string {
  const [first = ''] = complaint.split('\n');
  const how = exitText(exit);
  const said = first.replace(/^\S*sh: (line )?\d+: /, '').trim();
  return said === '' ? how : `${said}; ${how}`;
}

function exitText(exit: Exit): string {
  switch (exit.kind) {
    case 'code':
      return `exit ${exit.code}`;
    case 'signal':
      return exit.signal;
    case 'lost':
      return 'its end was not seen';
    default:
      return exit satisfies never;
  }
}

/** The two files that a look prints into. */
class LookFiles implements Disposable {
  readonly outputs: readonly [number, number];

  constructor([out, err]: readonly [string, string], mode: number) {
    const first = open(out, mode);
    try {
      this.outputs = [first, open(err, mode)];
    } catch (error) {
      closeSync(first);
      throw error;
    }
  }

  /** Resolves with the reason when the command is to be ended. */
  watch(limitMs: number, signal: AbortSignal): Disposable & { readonly reason: Promise<string> } {
    const { promise, resolve } = Promise.withResolvers<string>();
    const deadline = performance.now() + limitMs;
    const timer = setInterval(() => {
      const bytes = this.outputs.reduce((sum, file) => sum + fstatSync(file).size, 0);
      if (signal.aborted) resolve('the player ended');
      else if (bytes > MOST_BYTES) resolve(TOO_MUCH);
      else if (performance.now() >= deadline) resolve(`it took longer than ${limitMs / 1000} s`);
    }, INTERVAL_MS);
    return { reason: promise, [Symbol.dispose]: () => clearInterval(timer) };
  }

  [Symbol.dispose](): void {
    for (const file of this.outputs) closeSync(file);
  }
}

/** Of a player that was killed in the midst of a look, one may be there. */
function open(path: string, mode: number): number {
  rmSync(path, { force: true });
  const file = openSync(path, 'ax', 0o600);
  fchmodSync(file, mode);
  return file;
}
