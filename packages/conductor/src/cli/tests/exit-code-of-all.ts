import { EXIT_CODES } from '@conductor/types';

const { dirty, lost, identity, busy, usage, failed, passed } = EXIT_CODES;
const WORST_FIRST: readonly number[] = [dirty, lost, identity, busy, usage, failed, passed];

/** From here on a signal came; the higher one was not reset as far as is known. */
const FIRST_SIGNAL_CODE = 129;

/** The worst of the exit codes of several tests: of those that a signal ended, then 4, 3, 6, 5, 2, 1. */
export function worstOfAll(codes: readonly number[]): number {
  const ofSignals = codes.filter((code) => code >= FIRST_SIGNAL_CODE);
  if (ofSignals.length > 0) return Math.max(...ofSignals);
  return WORST_FIRST.find((code) => codes.includes(code)) ?? passed;
}
