import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Test } from '@conductor/types';
import { encodeUniqueName } from '../storage/encode-name.ts';

/** A configuration file, exactly as it was read. */
export interface ConfigSource {
  /** As the user named it. */
  readonly file: string;
  readonly content: string | Uint8Array;
}

const EFFECTIVE_TEST = 'test.json';

/** Puts the files of a test, and the effective test as test.json, into a folder. Two files of one name are told apart by a number. */
export async function writeTestCopies(folder: string, sources: readonly ConfigSource[], test: Test): Promise<void> {
  await writeFile(path.join(folder, EFFECTIVE_TEST), `${JSON.stringify(test, null, 2)}\n`, { flag: 'wx' });
  const taken = new Set([EFFECTIVE_TEST]);
  for (const { file, content } of sources) {
    await writeFile(path.join(folder, freeName(path.basename(file), taken)), content, { flag: 'wx' });
  }
}

function freeName(wanted: string, taken: Set<string>): string {
  const name = encodeUniqueName(wanted);
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${number}-${name}`;
  taken.add(free);
  return free;
}
