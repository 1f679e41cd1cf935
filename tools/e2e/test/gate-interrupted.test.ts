import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isAlive,
  type ProcessStat,
  type Program,
  processesIn,
  processesOf,
  readProcessStat,
  startProgram,
  waitUntil,
  whyNoLab,
} from '@conductor/lab';
import { familyOf } from '@conductor/lab/family';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { temporaryFolder } from '../src/temporary-folder.ts';

const GATE = join(import.meta.dirname, 'fixtures/interrupted/gate.ts');

/** In the masks of proc_pid_status(5), where signal 1 is the lowest bit. */
const SIGINT_BIT = 2n;

/** A gate whose tests wait in a lab by now, and what there is of it besides itself. */
async function gateThatWaits({ skip }: TestContext, isDeaf: boolean) {
  const reason = whyNoLab();
  if (reason !== null) skip(reason);
  const folder = temporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  const { path } = folder;
  const env = { TMPDIR: path, CONDUCTOR_WAITING: path, CONDUCTOR_DEAF: isDeaf ? 'yes' : 'no' };
  const gate = startProgram([process.execPath, GATE], { on: null, cwd: path, env });
  onTestFinished(() => gate[Symbol.asyncDispose]());
  // First of all, and with the gate: of one that failed to clear its tests away, they are in groups of their own.
  onTestFinished(() => familyOf(`CONDUCTOR_WAITING=${path}`).clear());
  const waits = () => existsSync(join(path, 'waits'));
  await waitUntil(waits, { what: () => `its tests wait; it printed ${gate.lines.seen.join('\n')}`, limitMs: 120_000 });
  const marked = processesOf({ environment: `CONDUCTOR_WAITING=${path}` });
  const labs = namespaces().filter((name) => marked.some(({ pid }) => name.startsWith(`conductor-lab-${pid}-`)));
  // Steps are known by the network they are in: their environment is not that of the gate.
  const pids = new Set([...marked.map(({ pid }) => pid), ...labs.flatMap(processesIn)]);
  pids.delete(gate.pid);
  const processes = [...pids].map((pid) => readProcessStat(pid)).filter(isAlive);
  return { gate, labs, processes, hasCleared: () => existsSync(join(path, 'cleared')) };
}

function namespaces(): string[] {
  return readdirSync('/run/netns');
}

function isStillAlive({ pid, startTicks }: ProcessStat): boolean {
  return readProcessStat(pid)?.startTicks === startTicks && isAlive(readProcessStat(pid));
}

test.for([
  ['SIGINT', 'its whole group, as by Ctrl-C', 130],
  ['SIGTERM', 'it alone', 143],
] as const)(
  'a gate that gets %s, %s, ends its tests in order, and leaves no process and no lab',
  async (how, context) => {
    const [signal, whom, exitCode] = how;
    const { gate, labs, processes, hasCleared } = await gateThatWaits(context, false);
    // A router, the conductor and two players; vitest, its worker, two players, conduct, and steps.
    expect(labs).toHaveLength(4);
    expect(processes.length).toBeGreaterThan(8);
    process.kill(whom === 'it alone' ? gate.pid : -gate.pid, signal);
    const ended = await gate.ended;
    expect(ended).toMatchObject({ exitCode, stderr: '' });
    expect(processes.filter(isStillAlive)).toEqual([]);
    expect(namespaces().filter((name) => labs.includes(name))).toEqual([]);
    expect(hasCleared()).toBe(true);
    expect(ended.stdout).toMatch(/^CUT OFF {2}waiting .* 1 passed, 1 failed, 0 skipped$/m);
    expect(ended.stdout).toContain("AssertionError: expected 'the fault' to be 'found before'");
    expect(ended.stdout).toContain('Interrupted. Cut off: waiting; not begun: never');
    expect(ended.stdout.trimEnd().split('\n').at(-1)).toBe('1 passed, 1 failed, 0 skipped');
  },
);

/** Whether it has taken the SIGINT that it was sent: of two that wait together the kernel makes one. */
function hasTakenSigint({ pid }: Program): boolean {
  const [, waiting] = /^ShdPnd:\t(\w+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  if (waiting === undefined) throw new Error(`/proc/${pid}/status does not tell which signals wait`);
  return (BigInt(`0x${waiting}`) & SIGINT_BIT) === 0n;
}

// It would give them an hour after the first.
test('a gate whose tests hear nothing leaves no process and no lab either, when Ctrl-C comes twice', async (context) => {
  const { gate, labs, processes, hasCleared } = await gateThatWaits(context, true);
  process.kill(-gate.pid, 'SIGINT');
  await waitUntil(() => hasTakenSigint(gate), { what: 'it has taken the first' });
  process.kill(-gate.pid, 'SIGINT');
  const ended = await gate.ended;
  expect(ended).toMatchObject({ exitCode: 130, stderr: '' });
  expect(processes.filter(isStillAlive)).toEqual([]);
  expect(namespaces().filter((name) => labs.includes(name))).toEqual([]);
  expect(hasCleared()).toBe(false);
  expect(ended.stdout.trimEnd().split('\n').at(-1)).toBe('0 passed, 0 failed, 0 skipped');
});
