import type { Exit, Outcome } from '@conductor/types';

/** Why we end a step. */
export type EndReason =
  | { readonly kind: 'deadline'; readonly limitMs: number }
  | { readonly kind: 'timed-out'; readonly limitMs: number }
  | { readonly kind: 'output-limit'; readonly limitBytes: number }
  | { readonly kind: 'lifetime-over' }
  | { readonly kind: 'stopped'; readonly reason: string };

/** How a step ended: by the reason for which we ended it, else by what its command did itself. */
export function outcomeOf(reason: EndReason | null, exit: Exit): Outcome {
  if (reason !== null) return { ...reason, exit };
  switch (exit.kind) {
    case 'code':
      return { kind: 'exited', code: exit.code };
    case 'signal':
      return { kind: 'signaled', signal: exit.signal };
    case 'lost':
      return { kind: 'unknown', reason: 'the end of its shell was never seen' };
    default:
      return exit satisfies never;
  }
}
