import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatBytes, formatDuration } from '../../src/text/quantities.ts';
import { formatTable } from '../../src/text/table.ts';
import { cutToWidth, padEnd, textWidth } from '../../src/text/text-width.ts';
import { visibleBytes } from '../../src/text/visible-bytes.ts';

describe('a quantity as people say it', () => {
  test.each([
    [0, '0.0 ms'],
    [0.42, '0.4 ms'],
    [12.3, '12 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [1500, '1.50 s'],
    [30_000, '30 s'],
    [59_994, '59.99 s'],
    [59_996, '1 min 00 s'],
    [125_000, '2 min 05 s'],
    [3_599_400, '59 min 59 s'],
    [3_599_600, '1 h 00 min'],
    [11_220_000, '3 h 07 min'],
  ])('%d ms is %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });

  test.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1.0 kB'],
    [999_600, '1.0 MB'],
    [200_000_000, '200 MB'],
    [2 ** 30, '1.1 GB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('the width of a text', () => {
  test.each([
    ['abc', 3],
    ['源', 2],
    ['e\u0301', 1],
    ['🎉', 2],
    ['', 0],
  ])('%j takes %d columns', (text, columns) => {
    expect(textWidth(text)).toBe(columns);
  });

  test('a text that is cut fits, and says that it was cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 20 }), (text, columns) => {
        const cut = cutToWidth(text, columns);
        expect(textWidth(cut)).toBeLessThanOrEqual(columns);
        expect(cut === text || cut.endsWith('…')).toBe(true);
      }),
    );
  });

  test('columns of a table are aligned by it', () => {
    const columns = [
      { title: 'player', align: 'left' as const },
      { title: 'n', align: 'right' as const },
    ];
    expect(
      formatTable(columns, [
        ['源', '1'],
        ['source', '10'],
      ]),
    ).toEqual(['player   n', '源       1', 'source  10']);
    expect(padEnd('源', 4)).toBe('源  ');
  });
});

test('a line of many bytes is cut between two characters, wherever the limit falls, and one that is no UTF-8 is told as bytes', () => {
  for (const lead of ['', 'a', 'ab', 'abc']) {
    const line = Buffer.from(lead + '€😀é'.repeat(50));
    expect(visibleBytes(line, 10)).not.toContain('\\x');
    expect(visibleBytes(line, 10).startsWith(`${lead}€😀`)).toBe(true);
  }
  expect(visibleBytes(Buffer.from([0x61, 0xff, 0x62]), 20)).toBe('a\\xffb');
  expect(visibleBytes(Buffer.alloc(200, 0x80), 8)).toContain('\\x80');
});
