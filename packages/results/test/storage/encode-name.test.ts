import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeName, encodeUniqueName } from '../../src/storage/encode-name.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 300 });

describe('a text as a file name', () => {
  test.each([
    ['step1', 'step1'],
    ['a b/c', 'a%20b%2Fc'],
    ['..', '%2E%2E'],
    ['.', '%2E'],
    ['...', '...'],
    ['', '%'],
    ['-rf', '%2Drf'],
    ['a\0b\nc', 'a%00b%0Ac'],
    ['größe', 'gr%C3%B6%C3%9Fe'],
    ['100%', '100%25'],
    ['.profile', '.profile'],
  ])('%j is %s', (text, name) => {
    expect(encodeName(text)).toBe(name);
    expect(encodeUniqueName(text)).toBe(name);
  });

  test('is one name, bounded, and never a way out of its folder, whatever the text is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const name of [encodeName(text), encodeUniqueName(text)]) {
          expect(name).toMatch(/^(?!\.\.?$)[A-Za-z0-9._+=@,%~-]+$/);
          expect(name.length).toBeLessThanOrEqual(100);
          expect(name).not.toMatch(/^-|%.?$(?<!^%)/);
        }
      }),
    );
  });

  test('tells different texts apart when it must be unique, however long they are', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.nat(150), (one, other, length) => {
        const start = 'x'.repeat(length);
        fc.pre(one.isWellFormed() && other.isWellFormed() && one !== other);
        expect(encodeUniqueName(start + one)).not.toBe(encodeUniqueName(start + other));
      }),
    );
  });
});
