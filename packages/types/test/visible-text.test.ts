import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleJson, visibleJsonLine, visibleText } from '../src/index.ts';

describe('text of unknown origin', () => {
  it('has nothing in it that a terminal obeys or a reader does not see, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(visibleText(text)).not.toContain('\n');
      }),
    );
  });

  it('that is harmless stays as it is', () => {
    expect(visibleText('größe 源 🎉 100 % [31m')).toBe('größe 源 🎉 100 % [31m');
  });

  it.each([
    ['\u001b[31mred', '\\e[31mred'],
    ['two\r\nlines\tand a tab', 'two\\r\\nlines\\tand a tab'],
    ['\u009b2J\u0007', '\\x9b2J\\x07'],
    ['evil\u202egpj.exe', 'evil\\u202egpj.exe'],
    ['soft\u00adhyphen', 'soft\\xadhyphen'],
    ['\u{e0041}tag', '\\u{e0041}tag'],
    ['half \ud800', 'half \\ud800'],
  ])('%j is shown as %j', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });
});

describe('JSON of unknown origin', () => {
  it('is the same JSON, and has nothing in it that a terminal obeys or a reader does not see', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleJsonLine([text])).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(JSON.parse(visibleJsonLine([text]))).toEqual([text]);
      }),
    );
    expect(visibleJson({ tag: '\u{e0041}\u009b' })).toBe('{\n  "tag": "\\udb40\\udc41\\u009b"\n}\n');
  });
});
