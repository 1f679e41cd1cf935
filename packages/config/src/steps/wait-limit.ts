import type { Findings } from '../diagnostics/findings.ts';
import { LIMITS } from '../limits.ts';
import { wholeNumber } from '../values/numbers.ts';
import type { WaitingKey } from './step-key.ts';
import type { StepLine } from './step-line.ts';

const SECONDS = wholeNumber(1, Math.floor(LIMITS.durationMs / 1000));

/** How long a step waits at most, in milliseconds: `null` where its key states nothing, `undefined` after a finding. */
export function readWaitLimit(
  { kind, limit, strayWords }: WaitingKey,
  { entry }: StepLine,
  findings: Findings,
): number | null | undefined {
  if (limit === null && strayWords === '') return null;
  const reading = SECONDS(limit ?? strayWords);
  if (reading.kind === 'read' && limit !== null) return reading.value * 1000;
  const [, seconds = '30'] = /(\d+)/.exec(strayWords) ?? [];
  findings.add('bad-value', entry.place, {
    message: `a key such as ${kind}1 may state how long is waited, and nothing else`,
    found: entry.spelling,
    expected: `${kind}N, or ${kind}N timeoutS with S in seconds`,
    suggestion: `${kind}1 timeout${seconds}`,
  });
  return undefined;
}
