import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/dialect/document.ts';
import { lexDocument } from '../../src/dialect/lex-document.ts';
import { placeInValue } from '../../src/dialect/place-in-value.ts';

const TEXT = [
  '# a comment',
  '[Run] ; another',
  'Step1:echo a',
  'Step2 =  for i in 1 2',
  '',
  '     do echo $i',
  '     # not a part of it',
  '     done   ',
  'step3:',
  '',
].join('\r\n');

describe('a document', () => {
  const [run] = lexDocument('dut.cfg', TEXT).sections;

  it('knows where sections, keys and values stand', () => {
    const at = (line: number, column: number) => ({ file: 'dut.cfg', line, column });
    expect(run?.place).toEqual(at(2, 1));
    expect(run?.entries.map(({ place }) => place)).toEqual([at(3, 1), at(4, 1), at(9, 1)]);
    expect(run?.entries.map(({ value }) => placeInValue(value, 0))).toEqual([at(3, 7), at(4, 10), at(9, 7)]);
  });

  it('keeps the spelling beside the lower-cased key', () => {
    expect(run?.entries.map(({ key, spelling }) => [key, spelling])).toEqual([
      ['step1', 'Step1'],
      ['step2', 'Step2'],
      ['step3', 'step3'],
    ]);
  });

  it('knows the place of every character of a value of several lines', () => {
    const value = run?.entries[1]?.value;
    expect(value?.text).toBe('for i in 1 2\n\ndo echo $i\ndone');
    for (const [word, line, column] of [
      ['in', 4, 16],
      ['do', 6, 6],
      ['$i', 6, 14],
      ['done', 8, 6],
      ['ne', 8, 8],
    ] as const) {
      const place = value && placeInValue(value, value.text.indexOf(word));
      expect([word, place?.line, place?.column]).toEqual([word, line, column]);
    }
  });
});

describe('a fault', () => {
  const faultsOf = (text: string) => lexDocument('f', text).faults.map(({ kind, place }) => [kind, place.line]);

  it('does not end the reading: all are found', () => {
    expect(faultsOf('a: 1\n[x]\nb\n: c\n[y]\n[x]\nb: 1\nB: 2\n')).toEqual([
      ['no-section-header', 1],
      ['no-delimiter', 3],
      ['empty-key', 4],
      ['duplicate-section', 6],
      ['duplicate-key', 8],
    ]);
  });

  it('names where the first of two is', () => {
    const { faults } = lexDocument('f', '[x]\na: 1\n\nA: 2\n[x]\n');
    expect(faults.map(({ first }) => first?.line)).toEqual([2, 1]);
  });
});

describe('names that objects have', () => {
  it('are keys and sections like any other', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const text = names.map((name) => `[${name}]\n${names.map((key) => `${key}: ${name}\n`).join('')}`).join('');
    const document: Document = lexDocument('f', text);
    expect(document.faults).toEqual([]);
    expect(document.sections.map(({ name }) => name)).toEqual(names);
    for (const { name, entries } of document.sections) {
      expect(entries.map(({ spelling, value }) => [spelling, value.text])).toEqual(names.map((key) => [key, name]));
    }
  });
});
