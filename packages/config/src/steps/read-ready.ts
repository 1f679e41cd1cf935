import type { ReadyStep } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import { placeOfValue } from '../dialect/place-in-value.ts';
import { reportSecretPlace } from '../variables/report-secret.ts';
import { secretIn } from '../variables/secret-marks.ts';
import { readDash } from './dash.ts';
import { noteOwnKind } from './own-kind.ts';
import { readSecrets } from './read-secrets.ts';
import { readyCondition } from './ready-condition.ts';
import type { WaitingKey } from './step-key.ts';
import type { StepBase, StepLine } from './step-line.ts';
import { readWaitLimit } from './wait-limit.ts';

/** Makes a ready step; `null` after a finding when its value is nothing that can be waited for. */
export function readReady(base: StepBase, key: WaitingKey, line: StepLine, findings: Findings): ReadyStep | null {
  const { entry, text, earlier } = line;
  const { isThere: mayFail, rest } = readDash(text);
  const limitMs = readWaitLimit(key, line, findings);
  const secret = secretIn(text);
  if (secret !== null && !rest.startsWith('run')) {
    reportSecretPlace(entry.spelling, secret, placeOfValue(entry.value), findings);
    return null;
  }
  const plain = readSecrets(rest, line, findings);
  if (plain === null || limitMs === undefined) return null;
  const reading = readyCondition(plain, earlier);
  if (reading.kind === 'refused') {
    findings.add('not-a-condition', placeOfValue(entry.value), {
      message: `${entry.spelling} waits until something holds on the player, and ${quote(text)} is nothing that it can look at`,
      found: text,
      expected: reading.expected,
      suggestion: reading.suggestion ?? `ready1: run COMMAND, or step1: if a command is meant that is run once`,
    });
    return null;
  }
  noteOwnKind(entry, findings);
  return { kind: 'ready', ...base, mayFail, condition: reading.value, limitMs };
}
