import type { StateLook } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import type { Document, Entry } from '../dialect/document.ts';
import { placeOfValue } from '../dialect/place-in-value.ts';
import { findSection } from '../find-section.ts';
import { isLongerThan, LIMITS } from '../limits.ts';
import { expanderOf, type Surroundings } from '../read-section.ts';
import { STATE } from '../sections.ts';
import { reportSecretPlace } from '../variables/report-secret.ts';
import { secretIn } from '../variables/secret-marks.ts';

const NAME = /^[a-z0-9_][a-z0-9_.-]{0,63}$/;
const EXAMPLE = 'a line such as licences: ls /var/db/licences';

/** Reads `[State]`: by which commands a host is compared, besides what its player looks at by itself; `null` without the section. */
export function readState(document: Document, around: Surroundings, findings: Findings): readonly StateLook[] | null {
  const section = findSection(document, STATE, findings);
  if (section === undefined) return null;
  const surplus = section.entries[LIMITS.looks];
  if (surplus !== undefined) {
    const message = `this player looks at ${section.entries.length} things; it takes ${LIMITS.looks} at most`;
    findings.add('bad-look', surplus.place, { message, suggestion: 'look at several things by one script' });
  }
  const expander = expanderOf(section.entries, around, findings);
  return section.entries.slice(0, LIMITS.looks).flatMap((entry) => {
    const text = expander.expand(entry.value);
    return text === null || isRefused(entry, text, findings) ? [] : [{ name: entry.key, command: text }];
  });
}

function isRefused({ key, spelling, place, value }: Entry, text: string, findings: Findings): boolean {
  const at = placeOfValue(value);
  const secret = secretIn(text);
  if (secret !== null) {
    reportSecretPlace(spelling, secret, at, findings);
  } else if (!NAME.test(key)) {
    const message = `${quote(spelling)} is no name for something that is looked at`;
    findings.add('bad-look', place, { message, found: spelling, expected: EXAMPLE });
  } else if (isLongerThan(text, LIMITS.lookBytes)) {
    const message = `the command of ${spelling} is longer than ${LIMITS.lookBytes / 1024} KiB`;
    findings.add('bad-look', at, { message, suggestion: 'put it into a script on the player, and run that' });
  } else {
    return false;
  }
  return true;
}
