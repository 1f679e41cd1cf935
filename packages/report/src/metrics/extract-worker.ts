import { parentPort } from 'node:worker_threads';
import type { Fold } from '@conductor/types';
import { type ByteExtraction, extract } from './extract.ts';

/** What a worker is asked for: one number from one file. */
export interface Question {
  readonly file: string;
  readonly extraction: ByteExtraction;
  readonly fold: Fold | null;
}

/** What a worker says. */
export type Answer =
  /** It has looked through another part. */
  | { readonly kind: 'progress' }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'nothing'; readonly reason: string };

parentPort?.on('message', async (question: Question) => {
  const say = (answer: Answer) => parentPort?.postMessage(answer);
  say(await answerTo(question, () => say({ kind: 'progress' })));
});

async function answerTo({ file, extraction, fold }: Question, progress: () => void): Promise<Answer> {
  try {
    const found = await extract(file, extraction, progress);
    if (found.kind === 'nothing') return found;
    const { numbers } = found;
    const number = numbers.fold(fold);
    if (number === null)
      return {
        kind: 'nothing',
        reason: `${numbers.count} numbers where one was expected; say which: first, last, mean, min, max or sum`,
      };
    // A sum may be more than a double holds.
    return Number.isFinite(number)
      ? { kind: 'number', number }
      : { kind: 'nothing', reason: 'a number that is too large' };
  } catch (error) {
    return { kind: 'nothing', reason: `it cannot be read (${error instanceof Error ? error.message : String(error)})` };
  }
}
