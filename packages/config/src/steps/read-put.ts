import { dirname, resolve } from 'node:path';
import type { PutStep } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import { placeOfValue } from '../dialect/place-in-value.ts';
import { reportSecretPlace } from '../variables/report-secret.ts';
import { secretIn } from '../variables/secret-marks.ts';
import { readDash } from './dash.ts';
import { noteOwnKind } from './own-kind.ts';
import { putLine } from './put-line.ts';
import { commandAdvice, type StepKey } from './step-key.ts';
import type { StepBase, StepLine } from './step-line.ts';

/** Makes a put step; `null` after a finding when its value is no pair of paths, or it stands where it cannot be paid. */
export function readPut(
  base: StepBase,
  { keep }: StepKey & { readonly kind: 'put' },
  { entry, phase, text }: StepLine,
  findings: Findings,
): PutStep | null {
  const secret = secretIn(text);
  if (secret !== null) {
    reportSecretPlace(entry.spelling, secret, placeOfValue(entry.value), findings);
    return null;
  }
  const { isThere: mayFail, rest } = readDash(text);
  const reading = putLine(rest);
  if (reading.kind === 'refused') {
    findings.add('not-a-put', placeOfValue(entry.value), {
      message: `${entry.spelling} puts a file or a folder onto the player, and ${quote(text)} does not say which and where`,
      found: text,
      expected: reading.expected,
      suggestion: commandAdvice(entry.key),
    });
    return null;
  }
  if (phase === 'reset') {
    findings.add('put-in-reset', entry.place, {
      message: `${entry.spelling} stands in [Reset], which has to be paid also when nobody is there who could put anything`,
      suggestion: 'put it in [Startup], and copy it from there',
    });
    return null;
  }
  noteOwnKind(entry, findings);
  const { local, target } = reading.value;
  const source = resolve(dirname(entry.place.file), local);
  return { kind: 'put', ...base, mayFail, source, target, keep, items: [] };
}
