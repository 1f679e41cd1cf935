import type { Findings } from '../diagnostics/findings.ts';
import { placeOfValue } from '../dialect/place-in-value.ts';
import { isLongerThan, LIMITS } from '../limits.ts';
import { reportSecretQuotes } from '../variables/report-secret.ts';
import { reportLength } from '../variables/report-variable.ts';
import { quoteSecrets } from './quote-secrets.ts';
import type { StepLine } from './step-line.ts';

/** Puts variables of the shell where a command has secrets; `null` after a finding says why that is not possible. */
export function readSecrets(text: string, { entry }: StepLine, findings: Findings): string | null {
  const place = placeOfValue(entry.value);
  const quoted = quoteSecrets(text);
  if (quoted.kind === 'refused') {
    reportSecretQuotes(quoted.name, quoted.where, place, findings);
    return null;
  }
  if (quoted.command === text || !isLongerThan(quoted.command, LIMITS.commandBytes)) return quoted.command;
  reportLength(place, findings);
  return null;
}
