import { Random } from '../support/random.ts';

/** A change here changes every text: record the vectors again. */
export const SEED = 20_261_123;
export const COUNT = 6000;

/** Texts of the dialect, from harmless to hostile, the same on every machine. */
export function generateTexts(): string[] {
  const random = new Random(SEED);
  return Array.from({ length: COUNT }, (_, at) => (at % 3 === 0 ? hostileText(random) : likelyText(random)));
}

const BLANKS = ['', '', '', '', ' ', ' ', '  ', '\t', '    '];
const ODD_BLANKS = [
  '\f',
  '\v',
  '\x1c',
  '\x1d',
  '\x1e',
  '\x1f',
  '\x85',
  '\xa0',
  '\u1680',
  '\u2003',
  '\u2028',
  '\u2029',
  '\u3000',
  '\u200b',
  '\ufeff',
  '\u180e',
];
const ENDS = ['\n', '\n', '\n', '\n', '\n', '\n', '\r\n', '\r'];
const WORDS = [
  'step1',
  'Step1',
  'STEP2',
  'spawn1',
  'timeout120',
  '10',
  '2',
  '1',
  'a',
  'b',
  'A',
  'x y',
  '-',
  'İ',
  'ΑΣ',
  'σΣ',
  'ẞ',
  'ǅ',
  'Éa',
  '__proto__',
  'constructor',
  'default',
  'Ω',
];
const SECTIONS = [
  'Test',
  'Run',
  'run',
  'Startup',
  'DEFAULT',
  'default',
  'a',
  '__proto__',
  '10',
  '2',
  ' x ',
  'a]b',
  'é',
];
const PIECES = [
  'v',
  'echo hi',
  'a # b',
  'a;b',
  '#c',
  ';c',
  '=',
  ':',
  'k=v',
  'k: v',
  '[x]',
  '"q"',
  "'",
  '\\',
  'é',
  '😀',
  '\0',
  'date +',
  '&&',
  '$A',
];
const PERCENTS = [
  '%',
  '%%',
  '%s',
  '%(a)s',
  '%(B)s',
  '%(step1)s',
  '%(2)s',
  '%(b)s',
  '%(a)',
  '%(',
  '%()s',
  '%(none)s',
  '%(x y)s',
  '%%(a)s',
  '%(ΑΣ)s',
  ')s',
  '%(a)d',
];

/** Sections first, keys that differ, and a quirk now and then: most of these Python accepts. */
function likelyText(random: Random): string {
  const names = new Set<string>();
  let text = '';
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const name = random.pick(SECTIONS);
    if (names.has(name) && name !== 'DEFAULT') continue;
    names.add(name);
    text += `[${name}]${random.pick(BLANKS)}${end(random)}`;
    for (let entries = random.below(6); entries > 0; entries -= 1) text += likelyEntry(random, entries);
  }
  return text;
}

function likelyEntry(random: Random, number: number): string {
  const key = random.once(3)
    ? `${random.pick(WORDS)}${number}`
    : random.pick(['a', 'b', 'c', 'd', 'e', 'f'].slice(number - 1, number));
  const start = `${random.once(9) ? random.pick(BLANKS) : ''}${key}${random.pick(BLANKS)}${random.pick([':', '='])}`;
  let entry = start + random.pick(BLANKS) + value(random) + end(random);
  while (random.once(4)) entry += followUp(random);
  return entry;
}

/** A continuation, a comment, or an empty line. */
function followUp(random: Random): string {
  const indent = random.pick(['  ', '\t', '   ', random.pick(ODD_BLANKS)]);
  const content = random.pick([value(random), value(random), `#${value(random)}`, `;${value(random)}`, '', '']);
  return `${indent}${content}${end(random)}`;
}

function hostileText(random: Random): string {
  let text = random.once(20) ? '\ufeff' : '';
  if (!random.once(8)) text += `[${random.pick(SECTIONS)}]${end(random)}`;
  for (let lines = random.below(9); lines > 0; lines -= 1) text += hostileLine(random);
  return random.once(4) ? text.trimEnd() : text;
}

function hostileLine(random: Random): string {
  const blank = () => (random.once(6) ? random.pick(ODD_BLANKS) : random.pick(BLANKS));
  const entry = () => `${blank()}${random.pick(WORDS)}${blank()}${random.pick([':', '='])}${blank()}${value(random)}`;
  const shapes = [
    entry,
    entry,
    entry,
    () => `${blank()}[${random.pick(SECTIONS)}]${blank()}${random.once(3) ? value(random) : ''}`,
    () => `${blank()}${random.pick(['[', '[]', '[]]', '[[x]]', 'x]', '[x', '] [y]'])}${blank()}`,
    () => `${blank()}${random.pick(WORDS)}${blank()}`,
    () => `${blank()}${random.pick(['=', ':', ':=', '= ='])}${value(random)}`,
    () => `${blank()}${random.pick(['#', ';'])}${value(random)}`,
    () => `${blank()}${blank()}`,
    () => `${random.pick(ODD_BLANKS)}${entry()}`,
    () => `  ${value(random)}`,
  ];
  return random.pick(shapes)() + blank() + end(random);
}

function value(random: Random): string {
  let text = '';
  for (let pieces = random.below(4); pieces > 0; pieces -= 1) {
    text += random.once(3) ? random.pick(PERCENTS) : random.pick(PIECES);
    text += random.once(9) ? random.pick(ODD_BLANKS) : random.pick(['', ' ']);
  }
  return text;
}

function end(random: Random): string {
  return random.pick(ENDS);
}
