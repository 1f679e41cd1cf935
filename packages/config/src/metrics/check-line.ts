import {
  type BaseUnit,
  CHECK_FOLDS,
  CHECK_OPERATORS,
  type CheckFold,
  type CheckOperator,
  nearestWord,
} from '@conductor/types';
import { quote } from '../diagnostics/quote.ts';
import { quantity } from '../values/quantity.ts';
import { type Complaint, complaint } from './complaint.ts';

/** One expectation of a line of `[Checks]`. */
export interface Expectation {
  readonly text: string;
  readonly fold: CheckFold;
  readonly operator: CheckOperator;
  /** In `unit`. */
  readonly bound: number;
  readonly unit: BaseUnit;
  /** Where in the line it begins. */
  readonly offset: number;
}

const EXAMPLE = 'mean >= 9 Gbit/s, or each <= 0.1 %; several with commas between';
const PARTS = /^(\S*?)\s*(>=|<=|==|>|<|=)\s*(.*)$/s;

/** `mean >= 9 Gbit/s, min >= 8 Gbit/s`: what all trials together, or each of them, must come to. */
export function readCheckLine(text: string): readonly Expectation[] | Complaint {
  const expectations: Expectation[] = [];
  let offset = 0;
  for (const part of text.split(',')) {
    const expectation = readExpectation(part.trim(), offset + part.length - part.trimStart().length);
    if ('kind' in expectation) return expectation;
    expectations.push(expectation);
    offset += part.length + 1;
  }
  return expectations;
}

function readExpectation(text: string, offset: number): Expectation | Complaint {
  const [, word = '', sign = '', bound = ''] = PARTS.exec(text) ?? [];
  const fold = CHECK_FOLDS.find((known) => known === word.toLowerCase());
  if (sign === '')
    return complaint(offset, { message: `${quote(text)} compares nothing`, found: text, expected: EXAMPLE });
  if (fold === undefined) {
    const message = `${quote(word)} is no way to judge trials`;
    const suggestion = nearestWord(word, CHECK_FOLDS);
    return complaint(offset, { message, found: word, expected: CHECK_FOLDS.join(', '), suggestion });
  }
  const operator = CHECK_OPERATORS.find((known) => known === (sign === '=' ? '==' : sign)) ?? '==';
  const reading = quantity(bound);
  if (reading.kind === 'refused') {
    const { expected, suggestion } = reading;
    return complaint(offset, {
      message: `nothing can be compared with ${quote(bound)}`,
      found: bound,
      expected,
      suggestion,
    });
  }
  const { amount, unit } = reading.value;
  const shown = `${fold} ${operator} ${bound.replaceAll(/\s+/g, ' ')}`;
  return { text: shown, fold, operator, bound: amount * (unit?.factor ?? 1), unit: unit?.base ?? '', offset };
}
