import { Secret } from '@conductor/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceReader } from '../../src/results/source-reader.ts';
import { maskedReader } from '../../src/secrets/masked-reader.ts';
import { SecretMask } from '../../src/secrets/secret-mask.ts';

const CANARY = `p@ss "w0rd"\\/'é%2`;
const mask = new SecretMask([new Secret('CANARY', CANARY)]);

function covered(text: string | Buffer, by = mask): string {
  const bytes = Buffer.from(text);
  by.cover(bytes);
  return bytes.toString('latin1');
}

function stars(text: string): string {
  return '*'.repeat(Buffer.byteLength(text));
}

const jsonOfPython = (text: string) => JSON.stringify(text).replaceAll('é', '\\u00e9');

describe('a secret is masked, and what stands around it is not,', () => {
  it.each([
    ['as it is', CANARY],
    ['in a JSON string', JSON.stringify(CANARY).slice(1, -1)],
    ['in a JSON string of ASCII', jsonOfPython(CANARY).slice(1, -1)],
    ['URL-encoded', encodeURIComponent(CANARY)],
    ['URL-encoded as forms are', new URLSearchParams({ x: CANARY }).toString().slice(2)],
    ['URL-encoded in small letters', encodeURIComponent(CANARY).replaceAll(/%../g, (hex) => hex.toLowerCase())],
    ['traced by dash or bash', CANARY.replaceAll("'", `'"'"'`)],
    ['traced by another shell', CANARY.replaceAll("'", `'\\''`)],
  ])('%s', (_, form) => {
    expect(covered(`a ${form} b ${form}${form}\n`)).toBe(`a ${stars(form)} b ${stars(form)}${stars(form)}\n`);
  });

  it.each(['base64', 'base64url'] as const)('in %s, wherever it stands in it, also across line ends', (encoding) => {
    for (const before of ['', 'a', 'ab', 'abc', 'user:']) {
      for (const after of ['', 'x', 'xy', ':more']) {
        const text = Buffer.from(`${before}${CANARY}${after}`).toString(encoding);
        const first = Math.floor((Buffer.byteLength(before) * 8) / 6);
        const last = Math.ceil((Buffer.byteLength(before + CANARY) * 8) / 6);
        const expected = text.slice(0, first) + '*'.repeat(last - first) + text.slice(last);
        expect(covered(text)).toBe(expected);
        for (const end of ['\n', '\r\n']) {
          const wrapped = text.replaceAll(/.{7}/g, `$&${end}`);
          expect(covered(wrapped).replaceAll(/[*\r\n]/g, '')).toBe(expected.replaceAll('*', ''));
        }
      }
    }
  });

  it('line by line when it has several, but for lines that are too short', () => {
    const key = 'BEGIN KEY\nMIIEpAIBAAKCAQ\nab\nqVb0F1==\n';
    const by = new SecretMask([new Secret('KEY', key)]);
    expect(covered('ab: MIIEpAIBAAKCAQ, qVb0F1==, ab', by)).toBe('ab: **************, ********, ab');
    expect(covered(JSON.stringify(key), by)).toBe(`"${'*'.repeat(JSON.stringify(key).length - 2)}"`);
  });

  it('and a text that only begins like it stays', () => {
    expect(covered(`${CANARY.slice(0, -1)}, p@ss`)).toBe(
      Buffer.from(`${CANARY.slice(0, -1)}, p@ss`).toString('latin1'),
    );
  });

  it('in a command line that was cut, where its beginning is the last that is left', () => {
    expect(mask.coverText(`login ${CANARY} ${CANARY.slice(0, 9)}`, { cut: true })).toBe(
      `login ${stars(CANARY)} *********`,
    );
  });
});

/** Few characters, so that secrets overlap with themselves, with each other and with what is around them. */
const piece = fc.constantFrom(
  'a',
  'b',
  'ab',
  '%',
  '%61',
  '2',
  '5',
  '\\',
  '\\\\',
  '"',
  "'",
  `'"'"'`,
  ' ',
  '+',
  '\n',
  '\r\n',
  'é',
  'YWFi',
  'YW',
);
const secret = fc.array(piece, { minLength: 6, maxLength: 9 }).map((pieces) => pieces.join(''));
const masks = fc.array(secret, { minLength: 1, maxLength: 3 });
const ENCODINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  encodeURIComponent,
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => Buffer.from(text).toString('base64'),
  (text) => Buffer.from(`x${text}`).toString('base64'),
  (text) => text.slice(0, -1),
];
const world = masks.chain((values) => {
  const told = fc
    .tuple(fc.constantFrom(...values), fc.constantFrom(...ENCODINGS))
    .map(([value, encode]) => encode(value));
  return fc.record({ values: fc.constant(values), text: fc.array(fc.oneof(told, piece), { maxLength: 12 }) });
});
const maskOf = (values: readonly string[]) => new SecretMask(values.map((value, at) => new Secret(`S${at}`, value)));

describe('whatever the secrets and the text,', () => {
  it('read in any pieces from any place it is masked as it is when it is read whole', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(world, sizes, fc.nat(60), async ({ values, text }, lengths, start) => {
        const by = maskOf(values);
        const bytes = Buffer.from(text.join(''));
        const whole = Buffer.from(bytes);
        by.cover(whole);
        const reader = maskedReader(readerOf(bytes, 5), by, () => ({ seen: bytes.length, end: bytes.length }));
        const from = Math.min(start, bytes.length);
        const parts: Buffer[] = [];
        for (let at = from, turn = 0; at < bytes.length; turn += 1) {
          const part = await reader.read(at, lengths[turn % lengths.length] ?? 1);
          if (part === null) throw new Error('nothing was read');
          parts.push(part);
          at += part.length;
        }
        expect(Buffer.concat(parts).equals(whole.subarray(from))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('what is settled of a beginning is what the whole will have there, and only grows', () => {
    fc.assert(
      fc.property(world, ({ values, text }) => {
        const by = maskOf(values);
        const bytes = Buffer.from(text.join(''));
        const whole = Buffer.from(bytes);
        by.cover(whole);
        let before = 0;
        for (let length = 0; length <= bytes.length; length += 1) {
          const beginning = Buffer.from(bytes.subarray(0, length));
          const settled = by.settled(beginning);
          by.cover(beginning);
          expect(settled).toBeGreaterThanOrEqual(before);
          expect(beginning.subarray(0, settled).equals(whole.subarray(0, settled))).toBe(true);
          before = settled;
        }
      }),
      { numRuns: 200 },
    );
  });

  it('no secret is left in it, in no form', () => {
    fc.assert(
      fc.property(world, ({ values, text }) => {
        const told = covered(text.join(''), maskOf(values));
        for (const value of values) {
          for (const encode of ENCODINGS.slice(0, 3)) {
            expect(told.includes(Buffer.from(encode(value)).toString('latin1'))).toBe(false);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});

function readerOf(bytes: Buffer, atMost: number): SourceReader {
  return {
    async read(offset, length) {
      const part = bytes.subarray(offset, offset + Math.min(length, atMost));
      return part.length === 0 ? null : part;
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
