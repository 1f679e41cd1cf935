import type { Findings } from '../diagnostics/findings.ts';
import type { Entry } from '../dialect/document.ts';

/** Notes, once for a test, that it has steps which the original would run as commands. */
export function noteOwnKind({ place, spelling }: Entry, findings: Findings): void {
  findings.add('own-step-kind', place, {
    message: `${spelling}: to the original the value of readyN, syncN, putN, fetchN and rebootN is a command; it cannot run this test`,
  });
}
