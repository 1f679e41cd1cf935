import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lowestNumber } from '../../src/containment/birth.ts';
import type { Cell } from '../../src/containment/cell.ts';
import { watchLeader } from '../../src/containment/leader.ts';
import { hasProcTable, procTable } from '../../src/containment/proc-table.ts';
import { lookAround } from '../../src/containment/sweep.ts';

describe('a look at the host', () => {
  it('asks only those for their marks who began no earlier than the steps', async (context) => {
    if (!hasProcTable()) return context.skip('needs Linux');
    const table = procTable();
    const asked: number[] = [];
    const child = spawn('sleep', ['30'], { stdio: 'ignore', detached: true });
    const exited = once(child, 'exit');
    try {
      const pid = child.pid ?? 0;
      const leader = watchLeader(pid, table.startOf(pid), exited);
      const cell: Cell = { mark: 1n, cgroupFolder: '', pidsFolder: '', leader, begunBefore: null, birth: null };
      const limitMark = (candidate: number) => {
        asked.push(candidate);
        return table.limitMark(candidate);
      };
      const found = await lookAround({ ...table, limitMark }, [cell]);
      expect(found.get(cell)?.map(({ row }) => row.pid)).toEqual([pid]);
      expect(asked).not.toContain(process.pid);
      const unknown = { ...cell, leader: { ...leader, start: null } };
      await lookAround({ ...table, limitMark }, [unknown]);
      expect(asked).toContain(process.pid);
    } finally {
      child.kill('SIGKILL');
      await exited;
    }
  });

  it('does not read those whose numbers are older than the steps, but for members of their groups', async (context) => {
    if (!hasProcTable()) return context.skip('needs Linux');
    const table = procTable();
    const begunBefore = table.begun() ?? 0;
    const child = spawn('sleep', ['30'], { stdio: 'ignore', detached: true });
    const exited = once(child, 'exit');
    try {
      const birth = { pid: child.pid ?? 0, begunBefore, start: null };
      const numbers = async (...args: Parameters<typeof table.list>) =>
        (await table.list(...args)).map(({ pid }) => pid);
      const young = await numbers([birth]);
      expect(young).toContain(birth.pid);
      // Where numbers begin anew soon, all are read.
      const lastPid = Number(readFileSync('/proc/sys/kernel/pid_max', 'utf8'));
      if (lowestNumber([birth], table.begun(), lastPid) > 0) expect(young.filter((pid) => pid < birth.pid)).toEqual([]);
      expect(await numbers([birth], [process.pid])).toContain(process.pid);
      expect(await numbers([birth, null])).toContain(process.pid);
    } finally {
      child.kill('SIGKILL');
      await exited;
    }
  });

  it.each([
    ['after a birth, higher numbers', [{ pid: 5_000, begunBefore: 100, start: null }], 900, 5_000],
    [
      'after several, the lowest',
      [
        { pid: 5_000, begunBefore: 100, start: null },
        { pid: 4_000, begunBefore: 90, start: null },
      ],
      900,
      4_000,
    ],
    [
      'any, where so many have begun since that numbers may have begun anew',
      [{ pid: 5_000, begunBefore: 100, start: null }],
      30_000,
      0,
    ],
    ['any, near the last number', [{ pid: 32_000, begunBefore: 100, start: null }], 110, 0],
    ['any, where one of the births is not known', [{ pid: 5_000, begunBefore: 100, start: null }, null], 900, 0],
    ['any, where nobody counts', [{ pid: 5_000, begunBefore: 100, start: null }], null, 0],
    ['any, without a birth', [], 900, 0],
  ])('expects %s', (_, births, begun, lowest) => {
    expect(lowestNumber(births, begun, 32_768)).toBe(lowest);
  });

  it('is shared by those who ask before it begins, and by nobody who asks later', async (context) => {
    if (!hasProcTable()) return context.skip('needs Linux');
    const table = procTable();
    const together = [table.list(), table.list()] as const;
    expect(await together[0]).toBe(await together[1]);
    expect(await table.list()).not.toBe(await together[0]);
  });
});
