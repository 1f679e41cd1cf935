import type { Extraction } from '@conductor/types';
import { type Reader, read, refused } from '../values/reading.ts';

const EXPECTED =
  'a pattern between slashes with one group around the number, such as /([0-9.]+) pps/ or /rate: (\\S+)/i';
const LONGEST = 1000;

/** `/([0-9.]+) pps/`, `/rate: (\S+)/i`: a regular expression of JavaScript. */
export const regex: Reader<Extract<Extraction, { kind: 'regex' }>> = (text) => {
  const [, pattern, flags = ''] = /^\/(.+)\/([a-z]*)$/s.exec(text) ?? [];
  if (pattern === undefined || pattern.length > LONGEST) return refused(EXPECTED);
  if (flags !== '' && flags !== 'i') return refused(`${EXPECTED}; of flags, i alone`);
  const groups = groupsOf(pattern);
  if (groups === null) return refused(EXPECTED);
  if (groups > 1) return refused(`${EXPECTED}; (?:…) is a group that counts for nothing`);
  return read({ kind: 'regex', pattern, ignoresCase: flags === 'i' });
};

/** How many groups a pattern has; `null` when it is none. */
function groupsOf(pattern: string): number | null {
  try {
    return (new RegExp(`${pattern}|`).exec('')?.length ?? 1) - 1;
  } catch {
    // The engine's own words are about its own notation: what is expected helps more.
    return null;
  }
}
