/** One place of a form: the byte sequences that may stand there. None begins another. */
export type Unit = readonly Uint8Array[];

/** One way in which a text may be written down. */
export interface Form {
  readonly units: readonly Unit[];
  /** Lines may end between any two places, as those of base64 do. */
  readonly mayWrap: boolean;
}

/** It may be there, but the bytes end before that can be told. */
export const UNDECIDED = -1;

const LF = 0x0a;
const CR = 0x0d;

/** How many bytes a form covers that begins at an offset; 0 when none does, `UNDECIDED` when the bytes end too early. */
export function lengthAt({ units, mayWrap }: Form, bytes: Uint8Array, offset: number): number {
  let at = offset;
  for (const unit of units) {
    if (mayWrap && at > offset) at += lineEndAt(bytes, at);
    const length = unitAt(unit, bytes, at);
    if (length <= 0) return length;
    at += length;
  }
  return at - offset;
}

/** How many bytes a form can cover at most. */
export function longestOf({ units, mayWrap }: Form): number {
  const text = units.reduce((sum, unit) => sum + Math.max(...unit.map(({ length }) => length)), 0);
  return mayWrap ? text + 2 * (units.length - 1) : text;
}

/** Each pair of bytes that a form may begin with: no secret is so short that one of its forms is a single byte. */
export function* beginningsOf({
  units: [first = [], second = []],
  mayWrap,
}: Form): Generator<readonly [number, number]> {
  for (const one of first) {
    const [begin = 0, next] = one;
    if (next !== undefined) {
      yield [begin, next];
      continue;
    }
    for (const [other = 0] of second) yield [begin, other];
    if (mayWrap) yield* [[begin, LF] as const, [begin, CR] as const];
  }
}

function lineEndAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] === LF) return 1;
  return bytes[at] === CR && (bytes[at + 1] === LF || at + 1 === bytes.length) ? 2 : 0;
}

function unitAt(unit: Unit, bytes: Uint8Array, at: number): number {
  let length = 0;
  for (const one of unit) {
    const matched = prefixAt(one, bytes, at);
    if (matched === one.length) return matched;
    if (matched === bytes.length - at) length = UNDECIDED;
  }
  // Behind a line end that is not whole yet.
  return at > bytes.length ? UNDECIDED : length;
}

/** How many bytes of it stand there. */
function prefixAt(one: Uint8Array, bytes: Uint8Array, at: number): number {
  let matched = 0;
  while (matched < one.length && at + matched < bytes.length && bytes[at + matched] === one[matched]) matched += 1;
  return matched;
}
