import { secretVariable } from '@conductor/types';
import type { SourcePlace } from '../diagnostics/diagnostic.ts';
import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import type { Document } from '../dialect/document.ts';

/** Reports the name of a secret that no environment variable could have. */
export function reportSecretName(name: string, place: SourcePlace, findings: Findings): void {
  findings.add('secret-name', place, {
    message: `no secret can be called ${quote(name)}`,
    found: `%(secret:${name})s`,
    expected: 'at most 64 letters, digits and _, a letter first: %(secret:DB_PASSWORD)s',
  });
}

/** Reports a secret in a value that no shell reads, and that everybody may see. */
export function reportSecretPlace(spelling: string, name: string, place: SourcePlace, findings: Findings): void {
  findings.add('secret-place', place, {
    message: `${spelling} cannot hold a secret: only commands get secrets, everything else is shown and written down`,
    found: `%(secret:${name})s`,
    expected: 'a secret in the command of a stepN, spawnN or timeoutN',
  });
}

/** Reports a secret at a place of a command where its text would not arrive as it is. */
export function reportSecretQuotes(name: string, where: string, place: SourcePlace, findings: Findings): void {
  findings.add('secret-place', place, {
    message: `the secret ${name} stands ${where}, where its text may not arrive as it is`,
    found: `%(secret:${name})s`,
    expected: 'a secret in plain words, in "…", in \'…\' or in $(…)',
    suggestion: `$${secretVariable(name)} there, which the shell fills in by its own rules; or x=%(secret:${name})s in front, and then "$x"`,
  });
}

/** Reports secrets in names of sections and in keys, where nothing is filled in. */
export function reportSecretNames({ sections }: Document, findings: Findings): void {
  for (const section of sections) {
    if (isSecret(section.name)) reportName('the name of a section', `[${section.name}]`, section.place, findings);
    for (const { spelling, place } of section.entries) {
      if (isSecret(spelling)) reportName('a key', spelling, place, findings);
    }
  }
}

function isSecret(text: string): boolean {
  return /%\(secret(?![\w.-])/i.test(text);
}

function reportName(what: string, found: string, place: SourcePlace, findings: Findings): void {
  const message = `${what} cannot hold a secret, nor any other variable`;
  findings.add('secret-place', place, { message, found, expected: 'a secret in a command' });
}
