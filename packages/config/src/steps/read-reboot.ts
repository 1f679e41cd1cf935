import type { RebootStep } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import { placeOfValue } from '../dialect/place-in-value.ts';
import { LIMITS } from '../limits.ts';
import { wholeNumber } from '../values/numbers.ts';
import { readDash } from './dash.ts';
import { noteOwnKind } from './own-kind.ts';
import type { StepBase, StepLine } from './step-line.ts';

const SECONDS = wholeNumber(1, Math.floor(LIMITS.durationMs / 1000));

/** Makes a step that reboots the host; `null` after a finding when its value says no time, or nothing could go on behind it. */
export function readReboot(base: StepBase, line: StepLine, findings: Findings): RebootStep | null {
  const { entry, text } = line;
  const { isThere: mayFail, rest } = readDash(text);
  const seconds = SECONDS(rest);
  const fault = faultOf(rest, seconds.kind === 'read', line);
  if (seconds.kind !== 'read' || fault !== null) {
    findings.add('not-a-reboot', placeOfValue(entry.value), {
      message: `${entry.spelling} ${fault}`,
      found: text,
      suggestion: 'reboot1: 600, or step1: if a command is meant',
    });
    return null;
  }
  noteOwnKind(entry, findings);
  return { kind: 'reboot', ...base, mayFail, limitMs: seconds.value * 1000 };
}

function faultOf(text: string, isTime: boolean, { phase }: StepLine): string | null {
  if (!isTime) return `says within how many seconds the host is back, and ${quote(text)} is no number of them`;
  if (phase === 'reset') return 'stands in [Reset], which has to be paid also by a host that cannot go down';
  return phase === 'collect' ? 'stands in [Collect], which brings home what a reboot would put at risk' : null;
}
