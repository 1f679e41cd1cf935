import { randomInt } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Step } from '@conductor/types';
import type { TestContext } from 'vitest';
import {
  GUARDIAN_SCRIPT,
  type GuardianPlan,
  type GuardianState,
  type GuardianStep,
  guardianOutput,
  guardianState,
  prepareGuardian,
} from '../../../src/guardian/index.ts';
import { removeFolder } from '../../support/remove-folder.ts';
import { eventually } from './eventually.ts';
import { killIfAlive, type Living, living } from './processes.ts';
import { DASH, firstLine, type Shell } from './shells.ts';

/** A command of Reset, and what is not as usual about it. */
export interface ResetCommand {
  readonly command: string;
  /** Default: `step`. */
  readonly kind?: 'step' | 'spawn' | 'timeout';
  /** Of a `timeout`, in milliseconds. */
  readonly limitMs?: number;
  /** Of a `step` or a `timeout`. */
  readonly retries?: number;
}

/** What may be chosen about a trial. */
export interface TrialOptions {
  /** Default: dash. */
  readonly shell?: Shell;
  /** Where the folder of the trial is made. Default: with other temporary folders. */
  readonly below?: string;
  readonly plan?: Partial<GuardianPlan>;
}

/** A trial that was loaded: its guardian can be started. What is left of it is killed when it is disposed of. */
export interface GuardedTrial extends AsyncDisposable {
  readonly folder: string;
  readonly plan: GuardianPlan;
  /** A file on a disk with room, to which commands of Reset append a line. */
  readonly trace: string;
  /** The mark of the n-th step that a player runs. */
  mark(number: number): string;
  /** Processes of the trial: of steps, and with `all` of guardians too. */
  living(all?: 'all'): readonly Living[];
  traced(): Promise<readonly string[]>;
  output(index: number, channel?: 'out' | 'err'): Promise<string>;
  /** Resolves when nobody is at work and no process of the trial lives, guardians included; with what is left to do. */
  settled(): Promise<GuardianState['kind']>;
}

/** Marks from here on are for Reset as a guardian runs it. */
const RESET_MARKS = 1n << 19n;

/** Loads a trial with this Reset. `$TRACE` in a command is the trace file. */
export async function guardedTrial(
  context: Pick<TestContext, 'skip'>,
  reset: readonly (string | ResetCommand)[],
  { shell = DASH, below = tmpdir(), plan: changes = {} }: TrialOptions = {},
): Promise<GuardedTrial> {
  const shebang = firstLine(shell, context);
  const ground = await mkdtemp(join(tmpdir(), 'conductor-guardian-'));
  const folder = below === tmpdir() ? join(ground, 'trial') : join(below, 'trial');
  mkdirSync(folder, { mode: 0o700 });
  const trace = join(ground, 'trace');
  const script = join(ground, 'script');
  await writeFile(trace, '');
  await writeFile(script, (await readFile(GUARDIAN_SCRIPT, 'utf8')).replace(/^.*/, shebang), { mode: 0o755 });
  const life = BigInt(randomInt(1, 2 ** 31)) << 20n;
  const plan: GuardianPlan = {
    steps: reset.map((command, place) => resetStep(command, place + 1, life, trace)),
    environment: { PATH: process.env['PATH'] ?? '', HOME: ground },
    become: [],
    folder: ground,
    marks: { own: life, first: life + 1n, last: life + (1n << 20n) - 1n },
    containment: 'sweep',
    cgroupFolder: '',
    stepTimeoutMs: 30_000,
    stopSignal: 'SIGINT',
    killGraceMs: 1000,
    bootId: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    reserveFile: null,
    ...changes,
  };
  await prepareGuardian(folder, plan, { script });
  const find = (first: bigint) => {
    const isOurs = (mark: string | undefined) => BigInt(mark ?? 0) >= first && BigInt(mark ?? 0) < life + (1n << 20n);
    const found = [
      ...living('limits', (text) => isOurs(/^Max file locks +(\d+) /m.exec(text)?.[1])),
      ...living('environ', (text) => isOurs(/(?:^|\0)CONDUCTOR_MARK=(\d+)\0/.exec(text)?.[1])),
    ];
    return [...new Map(found.map((one) => [one.pid, one])).values()];
  };
  return {
    folder,
    plan,
    trace,
    mark: (number) => String(life + BigInt(number)),
    living: (all) => find(all ? life : life + 1n),
    traced: async () => (await readFile(trace, 'utf8')).split('\n').filter((line) => line !== ''),
    output: (index, channel = 'out') => readFile(guardianOutput(folder, index, channel), 'utf8'),
    async settled() {
      await eventually(async () => (await guardianState(folder)).kind !== 'at-work');
      await eventually(() => find(life).length === 0);
      return (await guardianState(folder)).kind;
    },
    async [Symbol.asyncDispose]() {
      for (const { pid } of find(life)) killIfAlive(pid);
      await removeFolder(ground);
    },
  };
}

function resetStep(given: string | ResetCommand, index: number, life: bigint, trace: string): GuardianStep {
  const {
    command,
    kind = 'step',
    limitMs = 1000,
    retries = 0,
  } = typeof given === 'string' ? { command: given } : given;
  const mark = life + RESET_MARKS + BigInt(index);
  const base = { index, key: `${kind}${index}`, place: { file: 'dut.cfg', line: index }, mayFail: false, command };
  const retried = { ...base, ...(retries > 0 && { retries }) };
  const step: Step = kind === 'timeout' ? { ...retried, kind, limitMs } : { ...retried, kind };
  const environment = {
    CONDUCTOR_PHASE: 'reset',
    CONDUCTOR_STEP: base.key,
    CONDUCTOR_MARK: String(mark),
    TRACE: trace,
  };
  return { step, input: null, environment, mark };
}
