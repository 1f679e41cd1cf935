import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FileRefused } from '../../src/fetch/file-refused.ts';
import { type FoundFile, findFiles } from '../../src/fetch/find-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it.each([
  [false, []],
  [true, ['it was gone before it could be opened']],
])(
  'a file that goes between its being looked up and its opening is refused when it is required: %s',
  async (required, reasons) => {
    await using folder = await temporaryFolder();
    const [file, list] = [join(folder.path, 'passing.log'), join(folder.path, 'list')];
    await writeFile(file, 'content');
    // Whoever looks it up removes it before the answer.
    const become = ['/bin/sh', '-c', `"$@" > ${list}; rm ${file}; cat ${list}`, 'sh'];
    const pattern = join(folder.path, '*.log');
    const found: FoundFile[] = [];
    for await (const group of findFiles({ pattern, required }, become, new AbortController().signal))
      found.push(...group);
    await rm(list);
    expect(found.map(({ file }) => file instanceof FileRefused && file.message)).toEqual(reasons);
  },
);
