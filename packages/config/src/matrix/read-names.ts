import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import type { PlainValue } from '../read-entry.ts';

const NAME = /^[a-z_][a-z0-9_-]{0,63}$/i;

/** What the program fills in itself. */
export const BUILT_IN_NAMES: readonly string[] = ['test', 'trial', 'case', 'player'];

/** The parameters that a key names, one or several with commas between; `null` after a finding. */
export function readNames({ spelling, keyPlace }: PlainValue, findings: Findings): readonly string[] | null {
  const names = spelling.split(',').map((name) => name.trim());
  const bad = names.find((name) => !NAME.test(name));
  if (bad !== undefined) {
    const message = `${quote(bad)} cannot be the name of a parameter`;
    findings.add('bad-matrix', keyPlace, {
      message,
      found: spelling,
      expected: 'letters, digits, _ and -, a letter first; with commas between those that change together',
    });
    return null;
  }
  const taken = names.find((name) => BUILT_IN_NAMES.includes(name.toLowerCase()));
  if (taken === undefined) return names;
  const message = `%(${taken})s is filled in by Conductor itself`;
  findings.add('shadowed-name', keyPlace, { message, found: taken, suggestion: 'another name' });
  return null;
}
