import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseContainment } from '../../src/containment/choose-containment.ts';
import type { Containment } from '../../src/containment/containment.ts';
import { killCells } from '../../src/containment/end-cells.ts';
import { watchLeader } from '../../src/containment/leader.ts';
import { limitProcesses } from '../../src/containment/limit-processes.ts';
import { markSequence } from '../../src/containment/mark.ts';
import { procTable } from '../../src/containment/proc-table.ts';
import { findProcessLimit } from '../../src/containment/process-limit.ts';
import { sweepContainment } from '../../src/containment/sweep.ts';
import { inheritedEnvironment } from '../../src/gate/step-environment.ts';
import { hold } from '../support/hold.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** So few that this host would not notice. */
const MOST = 48;

const BOMBS: Readonly<Record<string, string>> = {
  'that starts one after the other': `n=0; while [ "$n" -lt ${4 * MOST} ]; do sleep 60 & n=$((n + 1)); done; wait`,
  'that doubles itself': 'b() { b | b & }; b; sleep 60',
};

const MEANS: Readonly<Record<string, () => Promise<Containment | string>>> = {
  'the best containment of this host': async () => {
    const { containment, whyUnbounded } = await chooseContainment(markSequence(), MOST);
    if (whyUnbounded === null) return containment;
    await containment[Symbol.asyncDispose]();
    return whyUnbounded;
  },
  'the sweep with the pids controller': async () => {
    const marks = markSequence();
    const found = await findProcessLimit(Promise.resolve(null), `conductor-test-${marks.life}`, MOST);
    return found.kind === 'none' ? found.reason : limitProcesses(sweepContainment(procTable(), marks), found.limit);
  },
};

const CASES = Object.keys(MEANS).flatMap((means) => Object.keys(BOMBS).map((bomb) => ({ means, bomb })));

describe('a fork bomb in a step', () => {
  it.for(CASES)('$bomb is bounded and ended by $means', async ({ means, bomb }, context) => {
    const made = await MEANS[means]?.();
    if (made === undefined || typeof made === 'string') return context.skip(`here ${made}`);
    await using containment = made;
    await using folder = await temporaryFolder();
    const cell = containment.open();
    const environment = { ...inheritedEnvironment(process.env), CONDUCTOR_MARK: String(cell.mark) };
    const { gate } = await hold(folder.path, BOMBS[bomb] ?? '', { cell, environment });
    cell.leader = watchLeader(gate.pid, containment.startOf(gate.pid), gate.exited);
    const group = cell.pidsFolder === '' ? cell.cgroupFolder : cell.pidsFolder;
    const read = (name: string) => readFileSync(join(group, name), 'utf8').trim();
    // Nothing is let go that is not bounded.
    expect(read('pids.max')).toBe(String(MOST));
    expect(read('cgroup.procs').split('\n')).toEqual([String(gate.pid)]);

    gate.open();
    await expect.poll(() => Number(/max (\d+)/.exec(read('pids.events'))?.[1])).toBeGreaterThan(0);
    expect(Number(read('pids.current'))).toBeLessThanOrEqual(MOST);
    expect((await killCells(containment, [cell])).size).toBe(0);
    await gate.exited;
    // What the kernel still counts is dead, and waits for its parent.
    await expect.poll(() => read('pids.current')).toBe('0');
    containment.closeIfEmpty(cell);
    expect(() => read('pids.current')).toThrow('ENOENT');
  });
});

describe('a step', () => {
  it('is bounded by nothing where that is wished', async () => {
    const { containment, whyUnbounded } = await chooseContainment(markSequence(), null);
    await using _ended = containment;
    expect([containment.open().pidsFolder, whyUnbounded]).toEqual(['', null]);
  });
});

describe('the pids controller of the unified tree', () => {
  // Stands in for a tree that has it: where it is in version 1, as on many hosts that tests run on, this one has not.
  it('is handed on to the group of the player and to those of its steps, which are bounded themselves', async () => {
    await using folder = await temporaryFolder();
    const [root, group] = [join(folder.path, 'conductor-1'), join(folder.path, 'conductor-1', '7')];
    mkdirSync(group, { recursive: true });
    const found = await findProcessLimit(Promise.resolve(root), 'conductor-1', MOST);
    if (found.kind === 'none') throw new Error(found.reason);
    using limit = found.limit;
    expect(limit.bound(7n, group)).toBe('');
    const written = ['../cgroup.subtree_control', 'cgroup.subtree_control', '7/pids.max'];
    expect(written.map((name) => readFileSync(join(root, name), 'utf8'))).toEqual(['+pids', '+pids', String(MOST)]);
  });
});
