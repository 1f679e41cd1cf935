import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { ROOT } from '../workspace.ts';
import { TALLY_FILE, type Tally } from './tally.ts';

/** One thing that the gate runs. */
export interface Part {
  readonly name: string;
  /** `tests`: a vitest run, each test counts. `check`: passes or fails as one. */
  readonly kind: 'check' | 'tests';
  readonly command: readonly [string, ...string[]];
  /** Whether it reads `dist`, and cannot say anything true when the build failed. */
  readonly needsBuild: boolean;
}

/** What became of a part. */
export interface PartResult {
  readonly part: Part;
  readonly state: 'passed' | 'failed' | 'not-run';
  readonly durationMs: number;
  /** What it printed, both streams in order; shown when it failed. */
  readonly output: string;
  readonly tally: Tally;
}

/** Generous: a part that takes longer hangs, and says so instead of waiting for the machine's own end. */
const PART_LIMIT_MS = 15 * 60_000;

/**
 * Where Node.js keeps what it has compiled. Tests start hundreds of processes that load the same sources: with this
 * each of them needs half of the time to begin.
 */
const COMPILED = join(ROOT, 'node_modules/.cache/node-compiled');

/** Runs one part to its end. Never throws for a part that fails. */
export async function runPart(part: Part, signal: AbortSignal): Promise<PartResult> {
  const folder = mkdtempSync(join(tmpdir(), 'conductor-check-'));
  const tallyFile = join(folder, 'tally.json');
  try {
    const [file, ...args] = part.command;
    const result = await execa(file, args, {
      cwd: ROOT,
      preferLocal: true,
      localDir: ROOT,
      stdin: 'ignore',
      all: true,
      reject: false,
      cancelSignal: signal,
      timeout: PART_LIMIT_MS,
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
      },
    });
    const tally = part.kind === 'tests' ? readTally(tallyFile, result.failed) : checkTally(result.failed);
    return {
      part,
      state: tally.failed > 0 ? 'failed' : 'passed',
      durationMs: result.durationMs,
      output: result.failed ? `${result.all ?? ''}\n${result.shortMessage}` : (result.all ?? ''),
      tally,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The result of a part that was not started. It counts as failed: nobody knows. */
export function notRun(part: Part, why: string): PartResult {
  return { part, state: 'not-run', durationMs: 0, output: why, tally: checkTally(true) };
}

function checkTally(failed: boolean): Tally {
  return { passed: failed ? 0 : 1, failed: failed ? 1 : 0, skipped: [], timed: [] };
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
