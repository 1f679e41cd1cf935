import { basename, extname } from 'node:path';
import { type Reader, read, refused } from '../values/reading.ts';

const MAX_LENGTH = 100;
const UNFIT = /[\p{C}\p{Zl}\p{Zp}/]/u;

/** How a test is named: on one line, without slashes and control characters, since a directory is named after it. */
export const TEST_NAME: { readonly key: string; readonly read: Reader<string> } = {
  key: 'name',
  read: (text) =>
    text === '' || text.length > MAX_LENGTH || UNFIT.test(text)
      ? refused(`a name of at most ${MAX_LENGTH} characters, without slashes and control characters`)
      : read(text),
};

/** The name of a test that states none: its file's, without the extension. */
export function nameFromPath(path: string): string {
  const name = basename(path, extname(path)).replaceAll(new RegExp(UNFIT, 'gu'), '_');
  return name.slice(0, MAX_LENGTH) || 'test';
}
