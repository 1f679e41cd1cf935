import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { askPython } from '../oracle/ask-python.ts';
import { COUNT, generateTexts, SEED } from '../oracle/generate-texts.ts';
import { HARD_TEXTS } from '../oracle/hard-texts.ts';
import { ourOutcome, ourValues } from '../oracle/our-outcome.ts';
import { type PlainOutcome, type PythonAnswer, type PythonOutcome, plainOutcome } from '../oracle/python-outcome.ts';
import { digestOf, readVectors } from '../oracle/vectors.ts';

const TEXTS = [...HARD_TEXTS, ...generateTexts()];
const MISSING = 'missing: python3 (3.11 or later)';

describe('the dialect of the Python on this machine', () => {
  let answer: PythonAnswer | null = null;
  beforeAll(async () => {
    answer = await askPython(TEXTS);
  }, 120_000);

  it('has the same sections, keys, values, order, and errors with their lines, as RawConfigParser has', (context) => {
    if (answer === null) return context.skip(MISSING);
    expect(differences(answer, ({ raw }) => raw)).toEqual([]);
  });

  it('has the same values as ConfigParser where that has one, with a remark of ours where it has none', (context) => {
    if (answer === null) return context.skip(MISSING);
    expect(differences(answer, ({ interpolated }) => interpolated)).toEqual([]);
  });

  it('takes a bare % where Python has a syntax error, and refuses what Python finds no variable for', (context) => {
    if (answer === null) return context.skip(MISSING);
    const refusals = TEXTS.flatMap((text, at) => refusedValues(text, answer?.outcomes[at]?.interpolated ?? []));
    const isSyntax = ({ error }: RefusedValue) => error === 'InterpolationSyntaxError';
    expect(refusals.filter((value) => !isSyntax(value) && value.ours !== null)).toEqual([]);
    expect(refusals.filter((value) => isSyntax(value) && value.ours !== null).length).toBeGreaterThan(1000);
  });

  it('is the one that the recorded vectors hold', (context) => {
    if (answer === null) return context.skip(MISSING);
    const { python, hard, digests } = readVectors();
    const outcomes = answer.outcomes.map(plainOutcome);
    expect(outcomes.slice(0, hard.length), `recorded with Python ${python}`).toEqual(hard);
    const differing = outcomes.slice(hard.length).filter((outcome, at) => digestOf(outcome) !== digests[at]);
    expect(differing, `recorded with Python ${python}`).toEqual([]);
  });
});

/** The texts of which we make something else than Python does, with both. */
function differences({ outcomes }: PythonAnswer, part: (outcome: PlainOutcome) => unknown) {
  return TEXTS.map((text, at) => {
    const outcome = outcomes[at];
    return { text, python: outcome && part(plainOutcome(outcome)), ours: part(ourOutcome(text)) };
  }).filter(({ python, ours }) => !isDeepStrictEqual(python, ours));
}

/** A value that ConfigParser refuses, and what we make of it. */
interface RefusedValue {
  readonly text: string;
  readonly key: string;
  readonly error: string;
  readonly ours: string | null | undefined;
}

function refusedValues(text: string, python: PythonOutcome['interpolated']): RefusedValue[] {
  const ours = ourValues(text);
  return python.flatMap(([, pairs], section) =>
    pairs.flatMap(([key, value], place) => {
      if (typeof value === 'string') return [];
      return [{ text, key, error: value.error, ours: ours[section]?.[1][place]?.[1].value }];
    }),
  );
}

describe('the dialect of the recorded Python', () => {
  const { python, seed, count, hard, digests } = readVectors();

  it('was recorded for the texts that are generated today', () => {
    expect({ seed, count, hard: hard.length }).toEqual({ seed: SEED, count: COUNT, hard: HARD_TEXTS.length });
  });

  it.each(HARD_TEXTS.map((text, at) => [JSON.stringify(text), at]))('reads %s as it did', (_, at) => {
    expect(ourOutcome(HARD_TEXTS[at] ?? ''), `recorded with Python ${python}`).toEqual(hard[at]);
  });

  it('reads every generated text as it did', () => {
    const differing = generateTexts().filter((text, at) => digestOf(ourOutcome(text)) !== digests[at]);
    expect(differing, `recorded with Python ${python}`).toEqual([]);
  });
});
