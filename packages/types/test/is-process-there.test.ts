import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { isProcessThere } from '../src/is-process-there.ts';

it('tells whether a process is there: this one, one of root, none that has ended, and none of a number that no process can have', async () => {
  expect(isProcessThere(process.pid)).toBe(true);
  expect(isProcessThere(1)).toBe(true);
  const child = spawn('true');
  await once(child, 'exit');
  expect(isProcessThere(child.pid ?? 0)).toBe(false);
  for (const impossible of [2 ** 31, 2 ** 32 + 1, 2 ** 40]) expect(isProcessThere(impossible)).toBe(false);
});
