import type { Outcome } from '@conductor/types';

/** How a spawn ended, for who waited for a word of it. */
export function endText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'exited':
      return `exit ${outcome.code}`;
    case 'signaled':
      return `killed by ${outcome.signal}`;
    default:
      return 'reason' in outcome ? outcome.reason : outcome.kind;
  }
}
