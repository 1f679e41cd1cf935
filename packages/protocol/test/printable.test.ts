import { expect, it } from 'vitest';
import { printable, quoted } from '../src/printable.ts';

it.each([
  ['Grüße, 你好', 'Grüße, 你好'],
  ['\u001b[31mred', '\\u001b[31mred'],
  ['two\r\nlines', 'two\\u000d\\u000alines'],
  ['\u009b2J', '\\u009b2J'],
  ['evil\u202egpj.exe', 'evil\\u202egpj.exe'],
  ['\u{e0041}tag', '\\u{e0041}tag'],
  ['half \ud800', 'half \ufffd'],
])('%j is shown as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

it('a name in quotes cannot end them', () => {
  expect(quoted('a" and "b')).toBe('"a\\" and \\"b"');
});
