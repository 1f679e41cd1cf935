import type { SyncStep } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import { placeOfValue } from '../dialect/place-in-value.ts';
import { readDash } from './dash.ts';
import { noteOwnKind } from './own-kind.ts';
import type { WaitingKey } from './step-key.ts';
import type { StepBase, StepLine } from './step-line.ts';
import { readWaitLimit } from './wait-limit.ts';

/** Makes a sync; `null` after a finding when its value is no name, or nobody could wait there. */
export function readSync(base: StepBase, key: WaitingKey, line: StepLine, findings: Findings): SyncStep | null {
  const { entry, text } = line;
  const { isThere: mayFail, rest: name } = readDash(text);
  const limitMs = readWaitLimit(key, line, findings);
  if (limitMs === undefined) return null;
  const fault = faultOf(name, line);
  if (fault !== null) {
    findings.add('not-a-sync', placeOfValue(entry.value), {
      message: `${entry.spelling} ${fault}`,
      found: text,
      suggestion: `${key.kind}1: all-listen, or step1: if a command is meant`,
    });
    return null;
  }
  noteOwnKind(entry, findings);
  return { kind: 'sync', ...base, mayFail, name, limitMs };
}

/** Variables are filled in by now, so that a name with a mark of a secret or of a trial is none. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/;

function faultOf(name: string, { phase, earlier }: StepLine): string | null {
  if (!NAME.test(name)) return `waits for the other players at a name, and ${quote(name)} is none`;
  if (phase === 'reset') return 'stands in [Reset], which a player also has to pay alone';
  const first = earlier.find((step) => step.kind === 'sync' && step.name === name);
  return first ? `waits at ${name} once more: ${first.key} on line ${first.place.line} did so before` : null;
}
