import { appendFileSync, closeSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { OutputFile } from '../../src/spool/output-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A file that has rested for so long is not read again before it changes, in milliseconds. */
const RESTED_MS = 150;

it('an output that rests and is then truncated to just as much is found to be', async () => {
  await using folder = await temporaryFolder();
  const output = new OutputFile(join(folder.path, '01.out'));
  const descriptor = output.create();
  writeSync(descriptor, 'before');
  closeSync(descriptor);
  expect(output.look()).toBe('same');
  while (Date.now() - statSync(output.path).ctimeMs < RESTED_MS) await pause(10);
  expect([output.look(), output.look(), output.size]).toEqual(['same', 'same', 6]);
  const { size } = statSync(output.path);
  truncateSync(output.path);
  appendFileSync(output.path, 'x'.repeat(size));
  expect([output.look(), output.size, output.generation]).toEqual(['rewound', size, 1]);
});
