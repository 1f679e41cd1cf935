import { type CheckResult, type RunResult, visibleText } from '@conductor/types';
import type { Colour, Paint } from '../text/paint.ts';

const COLOUR: { readonly [V in CheckResult['verdict']]: Colour } = { passed: 'green', failed: 'red' };

/** What each check came to: what was expected, and what was found. Of cases only those that failed: their table has a word for the others. */
export function checkLines({ checks, matrix }: RunResult, paint: Paint): string[] {
  const told = matrix === undefined ? checks : checks.filter(({ verdict }) => verdict === 'failed');
  return told.map(({ metric, caseName, text, verdict, found }) => {
    const name = caseName === '' ? metric : `${metric}, ${caseName}`;
    return paint(visibleText(`${verdict}: ${name}: ${text}: ${found}`), COLOUR[verdict]);
  });
}
