import { quote } from '../diagnostics/quote.ts';
import { quantity } from '../values/quantity.ts';
import type { Unit } from '../values/unit.ts';
import { type Complaint, complaint } from './complaint.ts';
import type { WordCursor } from './word-cursor.ts';
import type { Word } from './words.ts';

/** What a metric is compared with. */
export interface Clauses {
  readonly kind: 'clauses';
  /** The step whose number is taken off. */
  readonly since: Word | null;
  /** What counts as 100 %, in the base unit of the metric. */
  readonly of: number | null;
}

/** Reads `since STEP` and `of QUANTITY`, in any order. */
export function readClauses(words: WordCursor, unit: Unit | null): Clauses | Complaint {
  let since: Word | null = null;
  let of: number | null = null;
  for (;;) {
    const start = words.offset;
    if (since === null && words.takeOne(['since']) !== undefined) {
      const step = words.take();
      if (step === undefined)
        return complaint(start, { message: 'since does not say which step', expected: 'since startup/step1' });
      since = step;
    } else if (of === null && words.takeOne(['of']) !== undefined) {
      const whole = readWhole(words, unit);
      if (typeof whole !== 'number') return whole;
      of = whole;
    } else {
      return { kind: 'clauses', since, of };
    }
  }
}

function readWhole(words: WordCursor, unit: Unit | null): number | Complaint {
  const { offset } = words;
  const number = words.take()?.text ?? '';
  const isAlone = words.next === undefined || words.next.text.toLowerCase() === 'since' || /[a-z%]$/i.test(number);
  const text = isAlone ? number : `${number} ${words.take()?.text ?? ''}`;
  const reading = quantity(text);
  const expected = `what counts as 100 %, such as of 10 ${unit === null ? '' : 'G'}${unit?.base ?? ''}`.trimEnd();
  if (reading.kind === 'refused') {
    const { suggestion } = reading;
    return complaint(offset, { message: `${quote(text)} cannot count as 100 %`, found: text, expected, suggestion });
  }
  const { amount, unit: own } = reading.value;
  if ((own?.base ?? '') === (unit?.base ?? '') && amount > 0) return amount * (own?.factor ?? 1);
  const what = unit === null ? 'a plain number' : `in ${unit.name}`;
  return complaint(offset, {
    message: `the metric is ${what}, and ${quote(text)} cannot count as its 100 %`,
    found: text,
    expected,
  });
}
