import { nearestWord, type OnlyStartup } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import type { PlainValue } from '../read-entry.ts';
import { readValue } from '../read-value.ts';
import { systemPattern } from '../values/system-pattern.ts';

/** The key that says on which systems a player takes part. */
export const ONLY_STARTUP = 'only startup';

/** Reads on which systems a player takes part; `null` where nothing says so, or a finding says what is wrong. */
export function readOnly(value: PlainValue | undefined, findings: Findings): OnlyStartup | null {
  const pattern = value && readValue(value, systemPattern, findings);
  if (value === undefined || pattern === undefined) return null;
  reportMisspelt(pattern, value, findings);
  const { file, line } = value.keyPlace;
  return { pattern, place: { file, line } };
}

/** Tells keys such as `only run` from others that are unknown: a condition that is ignored would let steps run where they must not. */
export function isCondition({ key }: PlainValue): boolean {
  return /^only\b/.test(key);
}

/** Says that there is no such condition. */
export function reportCondition({ spelling, keyPlace }: PlainValue, findings: Findings): void {
  findings.add('bad-value', keyPlace, {
    message: `${quote(spelling)} is no condition: where a player does not begin Startup it has no part in the other phases either`,
    found: spelling,
    expected: 'only startup: PATTERN',
    suggestion: ONLY_STARTUP,
  });
}

/** As systems and Node.js call themselves. */
const KNOWN = [
  'FreeBSD',
  'Linux',
  'Darwin',
  'OpenBSD',
  'NetBSD',
  'DragonFly',
  'SunOS',
  'AIX',
  'arm64',
  'riscv64',
  'x64',
];

/** What else people call them. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['amd64', 'x64'],
  ['x86_64', 'x64'],
  ['aarch64', 'arm64'],
  ['debian', 'Linux'],
  ['ubuntu', 'Linux'],
  ['fedora', 'Linux'],
  ['macos', 'Darwin'],
]);

function reportMisspelt(pattern: string, { place }: PlainValue, findings: Findings): void {
  for (const [word] of pattern.matchAll(/[a-z][a-z0-9_]{3,}/gi)) {
    const lower = word.toLowerCase();
    if (KNOWN.some((known) => known.toLowerCase() === lower)) continue;
    const suggestion = ELSEWHERE.get(lower) ?? nearestWord(lower, KNOWN);
    if (suggestion === undefined) continue;
    const message = `${quote(word)} is not what a player calls its system: that is a text such as FreeBSD 14.1-RELEASE x64`;
    findings.add('misspelt-system', place, { message, found: word, suggestion });
  }
}
