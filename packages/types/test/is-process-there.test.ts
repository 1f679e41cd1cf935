import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { isProcessThere } from '../src/is-process-there.ts';

it('tells whether a process is there: this one, one of root, and none that has ended', async () => {
  expect(isProcessThere(process.pid)).toBe(true);
  expect(isProcessThere(1)).toBe(true);
  const child = spawn('true');
  await once(child, 'exit');
  expect(isProcessThere(child.pid ?? 0)).toBe(false);
});
