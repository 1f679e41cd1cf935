import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import type { MinistatCall } from '../support/ministat-sets.ts';

/** What the ministat of this machine prints for each call, line by line; `null` when there is none. */
export async function askMinistat(calls: readonly MinistatCall[]): Promise<readonly (readonly string[])[] | null> {
  const found = await execa('ministat', ['-n', '/dev/null'], { reject: false, stdin: 'ignore' });
  if (found.code === 'ENOENT') return null;
  const folder = await mkdtemp(path.join(tmpdir(), 'conductor-ministat-'));
  try {
    const printed: (readonly string[])[] = [];
    for (const call of calls) printed.push(await askOnce(call, folder));
    return printed;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function askOnce({ sets, confidence }: MinistatCall, folder: string): Promise<readonly string[]> {
  const names = sets.map((_, at) => String(at + 1));
  await Promise.all(sets.map((values, at) => writeFile(path.join(folder, String(at + 1)), `${values.join('\n')}\n`)));
  const { stdout } = await execa('ministat', ['-w', '74', '-c', String(confidence), ...names], {
    cwd: folder,
    lines: true,
  });
  return stdout;
}
