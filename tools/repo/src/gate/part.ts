import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { ROOT } from '../workspace.ts';
import { endPart } from './end-part.ts';
import type { Interruption } from './interruption.ts';
import { TALLY_FILE, type Tally } from './tally.ts';
import { whenAborted } from './when-aborted.ts';

/** One thing that the gate runs. */
export interface Part {
  readonly name: string;
  /** `tests`: a vitest run, each test counts. `check`: passes or fails as one. */
  readonly kind: 'check' | 'tests';
  readonly command: readonly [string, ...string[]];
  /** Whether it reads `dist`, and cannot say anything true when the build failed. */
  readonly needsBuild: boolean;
  /** What tells its process to end in order; without it, its whole group gets SIGTERM. */
  readonly cancelSignal?: NodeJS.Signals;
}

/** What became of a part. */
export interface PartResult {
  readonly part: Part;
  readonly state: 'passed' | 'failed' | 'not-run' | 'interrupted';
  readonly durationMs: number;
  /** What it printed, both streams in order; shown when it failed. */
  readonly output: string;
  readonly tally: Tally;
  /** Whether something of it is left on this machine that could not be cleared away; `output` says what. */
  readonly isLeft: boolean;
}

/** Generous: a part that takes longer hangs, and says so instead of waiting for the machine's own end. */
const PART_LIMIT_MS = 15 * 60_000;

/**
 * Where Node.js keeps what it has compiled. Tests start hundreds of processes that load the same sources: with this
 * each of them needs half of the time to begin.
 */
const COMPILED = join(ROOT, 'node_modules/.cache/node-compiled');

/** The name of a variable that everything has which a part starts; each part has another. */
const MARK = 'CONDUCTOR_CHECK_';

/** Runs one part to its end. Never throws for a part that fails. */
export async function runPart(part: Part, interruption: Interruption): Promise<PartResult> {
  const folder = mkdtempSync(join(tmpdir(), 'conductor-check-'));
  const tallyFile = join(folder, 'tally.json');
  // A name and not a value: a gate within a test of a gate adds to the mark, and does not take its place.
  const mark = `${MARK}${basename(folder).split('-').at(-1)}`;
  try {
    const [file, ...args] = part.command;
    const running = execa(file, args, {
      cwd: ROOT,
      preferLocal: true,
      localDir: ROOT,
      stdin: 'ignore',
      all: true,
      reject: false,
      killDescendants: true,
      maxBuffer: 200 * 1024 * 1024,
      env: {
        NO_COLOR: '1',
        FORCE_COLOR: undefined,
        TURBO_TELEMETRY_DISABLED: '1',
        // The runs of tests are nothing for the summary of the job that runs the tests.
        GITHUB_STEP_SUMMARY: undefined,
        NODE_COMPILE_CACHE: COMPILED,
        [TALLY_FILE]: tallyFile,
        [mark]: '1',
      },
    });
    const stop = AbortSignal.any([interruption.first, AbortSignal.timeout(PART_LIMIT_MS)]);
    const isOver = await Promise.race([running.then(() => true), whenAborted(stop).then(() => false)]);
    const ended = isOver ? await running : undefined;
    const wasKilled = ended !== undefined && isBySignal(ended);
    const killGroup = (signal: NodeJS.Signals) => void running.kill(signal);
    const { cancelSignal } = part;
    const ending = { cancelSignal, child: running.nodeChildProcess, killGroup, mark: `${mark}=1` };
    // One that was killed (for want of memory, or with the gate by whoever ended both) has run none of its hooks.
    const left = isOver && !wasKilled && !interruption.first.aborted ? '' : await endPart(ending, interruption);
    const result = await running;
    // Who ended both may have come to the part first: the signal for the gate has arrived by now.
    const isCut = interruption.first.aborted && (!isOver || wasKilled);
    const hung = !isOver && !isCut;
    const output = [result.all ?? '', result.failed ? result.shortMessage : '', left];
    if (hung) output.push(`It was ended after ${PART_LIMIT_MS / 1000} s: what takes so long hangs.`);
    const isLeft = left !== '';
    return {
      part,
      durationMs: result.durationMs,
      output: output.filter((text) => text !== '').join('\n'),
      isLeft,
      ...(isCut ? interruptedOutcome(tallyFile, isLeft) : outcomeOf(part, tallyFile, hung || isLeft || result.failed)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whether a signal ended it, or it says that one did: vitest exits by itself with 128 + signal. */
function isBySignal({ exitCode, signal }: { readonly exitCode?: number; readonly signal?: string }): boolean {
  return signal !== undefined || (exitCode ?? 0) > 128;
}

/** The result of a part that was not started. It counts as failed: nobody knows. */
export function notRun(part: Part, why: string): PartResult {
  return { part, state: 'not-run', durationMs: 0, output: why, tally: checkTally(true), isLeft: false };
}

const NOTHING: Tally = { passed: 0, failed: 0, skipped: [], timed: [] };

type Outcome = Pick<PartResult, 'state' | 'tally'>;

/** Of a part that was interrupted counts what it had found by then; that it found no more is no failure, what is left of it is one. */
function interruptedOutcome(tallyFile: string, isLeft: boolean): Outcome {
  const tally = readIfWritten(tallyFile) ?? NOTHING;
  return { state: 'interrupted', tally: { ...tally, failed: tally.failed + (isLeft ? 1 : 0) } };
}

function outcomeOf(part: Part, tallyFile: string, failed: boolean): Outcome {
  const tally = part.kind === 'tests' ? readTally(tallyFile, failed) : checkTally(failed);
  return { state: tally.failed > 0 ? 'failed' : 'passed', tally };
}

function checkTally(failed: boolean): Tally {
  return { ...NOTHING, passed: failed ? 0 : 1, failed: failed ? 1 : 0 };
}

/** A test run that ends badly without a failed test (it was killed, it could not start) is one failure. */
function readTally(file: string, failed: boolean): Tally {
  const tally = readIfWritten(file);
  if (tally === undefined) return checkTally(true);
  return { ...tally, failed: failed ? Math.max(tally.failed, 1) : tally.failed };
}

function readIfWritten(file: string): Tally | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // The run ended before its reporter could write: there is no tally, and its output says why.
    return undefined;
  }
}
