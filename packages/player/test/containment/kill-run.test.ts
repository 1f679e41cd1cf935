import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { killRun } from '../../src/containment/kill-run.ts';
import { markSequence } from '../../src/containment/mark.ts';
import { uniqueNumber } from './workbench.ts';

/** The user that owns nothing. */
const NOBODY = 65_534;

const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

describe('what steps of a run left', () => {
  it('is found by the word of a process of its own user, also where only the mark is left', async () => {
    const { run, marks, named } = aRun();
    const first = await beSleeping({ ...named, CONDUCTOR_MARK: String(marks.next()) });
    const second = await beSleeping({ CONDUCTOR_MARK: String(marks.next()) });
    expect(await killRun(run)).toBe(2);
    expect([await endOf(first), await endOf(second)]).toEqual(['SIGKILL', 'SIGKILL']);
  });

  it("is not what another user's process says it is: that can have nothing killed but what is that user's", async (context) => {
    if (process.getuid?.() !== 0) return context.skip('missing: root, to become somebody else');
    const { run, marks, named } = aRun();
    const ofAnotherPlayer = await beSleeping({ CONDUCTOR_MARK: String(marks.next()) });
    const liar = await beSleeping({ ...named, CONDUCTOR_MARK: String(marks.next()) }, NOBODY);
    expect(await killRun(run)).toBe(1);
    expect(await endOf(liar)).toBe('SIGKILL');
    expect([ofAnotherPlayer.exitCode, ofAnotherPlayer.signalCode]).toEqual([null, null]);
  });
});

function aRun() {
  const run = { runId: `run-${uniqueNumber()}`, playerName: 'dut' };
  return { run, marks: markSequence(), named: { CONDUCTOR_RUN: run.runId, CONDUCTOR_PLAYER: run.playerName } };
}

async function beSleeping(environment: Readonly<Record<string, string>>, uid?: number): Promise<ChildProcess> {
  const env = { PATH: process.env['PATH'], ...environment };
  const as = uid === undefined ? {} : { uid, gid: uid };
  const child = spawn('sleep', ['1000'], { env, ...as, stdio: 'ignore', detached: true, cwd: '/' });
  children.push(child);
  await once(child, 'spawn');
  return child;
}

async function endOf(child: ChildProcess): Promise<NodeJS.Signals | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.signalCode;
}
