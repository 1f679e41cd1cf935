import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  codeHash,
  formatJoinCode,
  makeJoinCode,
  makeKey,
  parseJoinCode,
  publicKeyOf,
  spkiHashOf,
} from '../../src/index.ts';

it('a join code is read as it was shown, with blanks around it too', async () => {
  const code = makeJoinCode(spkiHashOf(publicKeyOf(await makeKey())));
  const text = formatJoinCode(code);
  expect(text).toMatch(/^CJ1\.[\w-]{43}\.[\w-]{22}$/);
  expect(parseJoinCode(` ${text}\n`)).toEqual(code);
});

it('a text that is not quite one is none', () => {
  const text = formatJoinCode(makeJoinCode('x'.repeat(43)));
  const cut = fc.nat(text.length - 1);
  fc.assert(fc.property(cut, (at) => parseJoinCode(text.slice(0, at) + text.slice(at + 1)) === null));
  expect(parseJoinCode(text.replace('CJ1', 'CJ2'))).toBeNull();
});

it('what is stored of a code is not its secret', () => {
  const { secret } = makeJoinCode('x'.repeat(43));
  expect(codeHash(secret).includes(Buffer.from(secret))).toBe(false);
  expect(codeHash(secret)).toEqual(codeHash(Buffer.from(secret)));
});
