import { describe, expect, test } from 'vitest';
import { answer } from '../oracle/answer.ts';
import { allQuestions } from '../oracle/questions.ts';
import { readVectors } from '../oracle/vectors.ts';

/** The farthest that we may be from an independent library, as a part of its answer. */
const NEAR = 1e-9;

/** Questions to which the two answers differ by more. */
function differences(answers: readonly (readonly number[])[]): readonly string[] {
  return allQuestions().flatMap((question, at) => {
    const [theirs = [], ours] = [answers[at], answer(question)];
    const isSame = theirs.length === ours.length && theirs.every((value, place) => isNear(ours[place], value));
    return isSame ? [] : [`${JSON.stringify(question)}: we say ${ours}, they say ${theirs}`];
  });
}

function isNear(ours: number | undefined, theirs: number): boolean {
  return ours === theirs || (ours !== undefined && Math.abs(ours - theirs) <= NEAR * Math.abs(theirs));
}

describe('our statistics', () => {
  test('equal what SciPy answered to 1e-9', () => {
    const { answers } = readVectors();
    expect(answers).toHaveLength(allQuestions().length);
    expect(differences(answers)).toEqual([]);
  });
});
