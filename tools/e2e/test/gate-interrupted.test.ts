import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  isAlive,
  type ProcessStat,
  processesIn,
  processesOf,
  readProcessStat,
  startProgram,
  waitUntil,
  whyNoLab,
} from '@conductor/lab';
import { expect, onTestFinished, type TestContext, test } from 'vitest';
import { temporaryFolder } from '../src/temporary-folder.ts';

const GATE = join(import.meta.dirname, 'fixtures/interrupted/gate.ts');

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

test('a gate whose tests hear nothing leaves no process and no lab either, when Ctrl-C comes twice', async (context) => {
  const { gate, labs, processes, hasCleared } = await gateThatWaits(context, true);
  process.kill(-gate.pid, 'SIGINT');
  process.kill(-gate.pid, 'SIGINT');
  const ended = await gate.ended;
  expect(ended).toMatchObject({ exitCode: 130, stderr: '' });
  expect(processes.filter(isStillAlive)).toEqual([]);
  expect(namespaces().filter((name) => labs.includes(name))).toEqual([]);
  expect(hasCleared()).toBe(false);
  expect(ended.stdout.trimEnd().split('\n').at(-1)).toBe('0 passed, 0 failed, 0 skipped');
});
