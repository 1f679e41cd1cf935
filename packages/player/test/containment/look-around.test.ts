import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
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
      const cell = { mark: 1n, cgroupFolder: '', pidsFolder: '', leader };
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

  it('is shared by those who ask before it begins, and by nobody who asks later', async (context) => {
    if (!hasProcTable()) return context.skip('needs Linux');
    const table = procTable();
    const together = [table.list(), table.list()] as const;
    expect(await together[0]).toBe(await together[1]);
    expect(await table.list()).not.toBe(await together[0]);
  });
});
