import type { Step } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import type { Entry } from '../dialect/document.ts';
import { wholeNumber } from '../values/numbers.ts';

/** The key of a step without the words after it, and what these say. */
export interface KeyWords {
  readonly key: string;
  /** As it is written after `retry`; `null` without that word. */
  readonly retries: string | null;
}

/** Takes the key of a step apart: `step3 retry2`. */
export function readKeyWords(key: string): KeyWords {
  const [, bare, retries] = /^((?:step|spawn|timeout|fetch|ready|sync|put)\S*)\s+retry(\d*)$/.exec(key) ?? [];
  return bare === undefined || retries === undefined ? { key, retries: null } : { key: bare, retries };
}

const RETRIES = wholeNumber(1, 100);

/** The step with what the words after its key say; `null` after a finding says why they cannot be. */
export function withKeyWords(
  step: Step,
  { retries }: KeyWords,
  { place, spelling }: Entry,
  findings: Findings,
): Step | null {
  if (retries === null) return step;
  const reading = RETRIES(retries);
  if (step.kind !== 'step' && step.kind !== 'timeout') {
    const message = `${spelling}: only stepN and timeoutN are tried again`;
    findings.add('bad-value', place, { message, found: spelling, suggestion: 'leave the word out' });
  } else if (reading.kind !== 'read') {
    const message = `${spelling} does not say how often it is tried again`;
    findings.add('bad-value', place, { message, found: spelling, expected: 'retryN, N from 1 to 100' });
  } else {
    return { ...step, retries: reading.value };
  }
  return null;
}
