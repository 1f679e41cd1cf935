import { studentQuantile, studentTwoSided } from '../../src/statistics/student.ts';
import { summarize } from '../../src/statistics/summarize.ts';
import type { Question } from './questions.ts';

/** What we answer to a question, in the order in which SciPy does. */
export function answer(question: Question): readonly number[] {
  switch (question[0]) {
    case 'two_sided':
      return [studentTwoSided(question[1], question[2] ?? Number.POSITIVE_INFINITY)];
    case 'quantile':
      return [studentQuantile(question[1], question[2] ?? Number.POSITIVE_INFINITY)];
    case 'summary': {
      const summary = summarize(question[1]);
      return [summary?.mean, summary?.deviation, summary?.interval?.low, summary?.interval?.high].map(Number);
    }
    default:
      return question satisfies never;
  }
}
