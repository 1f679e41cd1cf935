import { nearestWord } from '@conductor/types';
import type { SourcePlace } from '../diagnostics/diagnostic.ts';
import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import { LIMITS } from '../limits.ts';
import type { Part } from './scan-references.ts';
import { namesOf, type Scope } from './scope.ts';

/** Explains a `%` that makes no variable. */
export function remarkOn(
  part: Part & { readonly kind: 'percent' | 'unclear' },
  place: SourcePlace,
  findings: Findings,
): void {
  if (part.kind === 'percent') {
    findings.add('bare-percent', place, {
      message: 'this % stands for itself; the original refuses the file',
      suggestion: '%% means the same to both',
    });
  } else {
    findings.add('unclear-variable', place, {
      message: `${quote(part.text)} stays as it is: a variable ends with )s`,
      found: part.text,
      suggestion: `${part.text}s for the variable, %${part.text} for the text`,
    });
  }
}

/** Reports a name that is in no scope. */
export function reportUnknown(name: string, place: SourcePlace, scope: Scope, findings: Findings): void {
  const found = `%(${name})s`;
  findings.add('unknown-variable', place, () => {
    const near = nearestWord(name, namesOf(scope));
    return {
      message: `no variable is called ${quote(name)}`,
      found,
      expected:
        'a key of this section, of [DEFAULT], [Variables] or [Matrix], or test, trial, case, player, <player>.address',
      suggestion: near === undefined ? `%${found} for the text as it is` : `%(${near})s`,
    };
  });
}

/** Reports a variable that has a value in another place, and none here. */
export function reportLater(name: string, why: string, place: SourcePlace, findings: Findings): void {
  findings.add('variable-place', place, { message: `%(${name})s has no value here: ${why}`, found: `%(${name})s` });
}

/** Reports a variable that was met while it was being filled in, or that turned out to have no value. */
export function reportCircle(name: string, place: SourcePlace, findings: Findings): void {
  const message = `the variable ${quote(name)} has no value: it needs itself, or another one that has none`;
  findings.add('variable-depth', place, { message });
}

/** Reports a value with variables in variables in variables, and so on. */
export function reportDepth(place: SourcePlace, findings: Findings): void {
  const message = `variables stand more than ${LIMITS.variableDepth} deep in variables`;
  findings.add('variable-depth', place, { message });
}

/** Reports a value that variables made longer than any command may be. */
export function reportLength(place: SourcePlace, findings: Findings): void {
  findings.add('command-too-long', place, {
    message: `with its variables filled in, this value is longer than ${LIMITS.commandBytes / 1024} KiB`,
    suggestion: 'put it into a script on the player, and run that',
  });
}

/** Reports the value at which all values of a file together became too much. */
export function reportGrowth(place: SourcePlace, findings: Findings): void {
  const size = `${LIMITS.expandedBytes / 2 ** 20} MiB`;
  const message = `with their variables filled in, the values of this file come to more than ${size}`;
  findings.add('expansion-too-large', place, { message });
}
