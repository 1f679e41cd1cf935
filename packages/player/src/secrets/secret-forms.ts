import { SECRET_LIMITS } from '@conductor/types';
import type { Form, Unit } from './form.ts';

/**
 * The ways in which a command may print a secret: as it is, as a JSON string, URL-encoded, as a shell quotes it when it
 * traces (`set -x`), and in base64 at each of the three places where a text may stand in it. Of a secret of several lines
 * also each line that is as long as a secret must be.
 */
export function secretForms(value: string): readonly Form[] {
  const lines = value.split(/\r?\n/).filter((line) => line !== value && [...line].length >= SECRET_LIMITS.shortest);
  const whole = [plain(value), json(value), url(value), ...ALIGNMENTS.map((place) => base64(value, place))];
  const traced = value.includes("'") ? TRACED_QUOTES.map((quote) => plain(value.replaceAll("'", quote))) : [];
  return [...whole, ...traced, ...lines.map(plain)];
}

const ALIGNMENTS = [0, 1, 2] as const;

function plain(text: string): Form {
  return { units: [[bytes(text)]], mayWrap: false };
}

function json(text: string): Form {
  return { units: Array.from(text, (character) => jsonUnit(character)), mayWrap: false };
}

const JSON_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
  '/': '\\/',
};

/** RFC 8259, 7. A quote, a backslash and what controls a terminal never stand for themselves. */
function jsonUnit(character: string): Unit {
  const codes = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  const hex = codes.map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('');
  const short = JSON_ESCAPES[character];
  const isBare = character !== '"' && character !== '\\' && character >= ' ';
  const texts = [...(isBare ? [character] : []), ...(short === undefined ? [] : [short]), hex, hexCapitals(hex)];
  return unique(texts);
}

function hexCapitals(hex: string): string {
  return hex.toUpperCase().replaceAll('\\U', '\\u');
}

/** RFC 3986, 2.1, whatever a program chooses to encode; a blank may be a plus. */
function url(text: string): Form {
  const units = Array.from(bytes(text), (byte) => {
    const hex = `%${byte.toString(16).padStart(2, '0')}`;
    const encoded = [bytes(hex), bytes(hex.toUpperCase())];
    if (byte === PERCENT) return encoded;
    return [Uint8Array.of(byte), ...(byte === BLANK ? [bytes('+')] : []), ...encoded];
  });
  return { units, mayWrap: false };
}

const PERCENT = 0x25;
const BLANK = 0x20;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** In a text of which `before` bytes, and any number of threes, come first. Both alphabets of RFC 4648, and line ends anywhere. */
function base64(text: string, before: number): Form {
  const content = bytes(text);
  const padded = Buffer.concat([Buffer.alloc(before), content, Buffer.alloc(2)]).toString('base64');
  const [from, to] = [before * 8, (before + content.length) * 8];
  const places = Array.from({ length: Math.ceil(to / 6) }, (_, at) => at).filter((at) => at * 6 + 6 > from);
  const units = places.map((at) => {
    // Bits of what stands around it may be any.
    const known = Array.from({ length: 6 }, (_, bit) => at * 6 + bit).map((bit) =>
      bit >= from && bit < to ? '1' : '0',
    );
    const mask = Number.parseInt(known.join(''), 2);
    const six = ALPHABET.indexOf(padded.charAt(at));
    const fitting = Array.from(ALPHABET).filter((_, code) => (code & mask) === (six & mask));
    return unique(fitting.flatMap((character) => [character, URL_SAFE[character] ?? character]));
  });
  return { units, mayWrap: true };
}

const URL_SAFE: Readonly<Record<string, string>> = { '+': '-', '/': '_' };

/** How dash and bash write a quote within quotes. */
const TRACED_QUOTES = [`'\\''`, `'"'"'`] as const;

function unique(texts: readonly string[]): Unit {
  return [...new Set(texts)].map(bytes);
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text);
}
