import { isCommandStep, type Step } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import type { Entry } from '../dialect/document.ts';
import { placeOfValue } from '../dialect/place-in-value.ts';

/** Names of a command's own outputs. To open one for writing truncates the file that the output goes to. */
const OWN_OUTPUTS = /(>>\s{0,9})?(\/dev\/std(?:out|err)|\/(?:proc\/self|dev)\/fd\/[12])(?![\w.-])/g;

/** Warns of a command that opens its own output by name, unless it appends. */
export function warnOfOwnOutput(step: Step, entry: Entry, findings: Findings): void {
  if (!isCommandStep(step)) return;
  for (const [, append, name = ''] of step.command.matchAll(OWN_OUTPUTS)) {
    if (append !== undefined) continue;
    const isError = name.endsWith('err') || name.endsWith('2');
    findings.add('own-output', placeOfValue(entry.value), {
      message: `${entry.spelling} opens its own output as ${name}, which truncates what it wrote before`,
      found: name,
      suggestion: `>&${isError ? 2 : 1}, or capture = pipe in [Test]`,
    });
    return;
  }
}
