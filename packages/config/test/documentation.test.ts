import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../src/diagnostics/error-codes.ts';
import { RULE_CODES } from '../src/diagnostics/rule-codes.ts';
import { WARNING_CODES } from '../src/diagnostics/warning-codes.ts';
import { DIAGNOSTIC_CODES } from '../src/index.ts';
import { AUTO_KEYS } from '../src/test-file/auto-trials.ts';
import { SETTINGS, TRIALS, UNUSED_TEST_KEYS } from '../src/test-file/settings.ts';
import { TEST_NAME } from '../src/test-file/test-name.ts';
import { TOOL_SETTINGS } from '../src/tool-settings/tool-settings.ts';

const REFERENCE = readFileSync(new URL('../../../docs/config-format.md', import.meta.url), 'utf8');

/** What stands in the first column of the tables below a heading. */
function firstColumn(heading: string): string[] {
  const part = REFERENCE.split(`\n### ${heading}\n`)[1]?.split('\n#')[0] ?? '';
  return [...part.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell = '']) => cell.replaceAll('`', ''));
}

describe('docs/config-format.md', () => {
  it.each([
    ['Errors', 'error'],
    ['Warnings', 'warning'],
    ['Notes', 'note'],
  ])(
    'has every code below %s, in the order of the table, with a † where strict makes an error',
    (heading, severity) => {
      const codes = Object.entries(DIAGNOSTIC_CODES)
        .filter(([code]) => !Object.hasOwn(RULE_CODES, code))
        .filter(([, meaning]) => meaning.severity === severity);
      const rows = codes.map(([code, { strictSeverity }]) => (strictSeverity === undefined ? code : `${code} †`));
      expect(firstColumn(heading)).toEqual(rows);
    },
  );

  it('says of every error and warning what to do, as the table does', () => {
    for (const [code, { fix }] of Object.entries({ ...ERROR_CODES, ...WARNING_CODES })) {
      const row = REFERENCE.split('\n').find((line) => line.startsWith(`| \`${code}\` `));
      expect(row?.endsWith(`| ${fix} |`), code).toBe(true);
    }
  });

  it('has every key of [Test]', () => {
    const keys = [TRIALS.key, TEST_NAME.key, ...AUTO_KEYS, ...Object.values(SETTINGS).map(({ key }) => key)];
    expect(firstColumn('`[Test]`').toSorted()).toEqual(keys.toSorted());
    for (const key of UNUSED_TEST_KEYS.keys()) expect(REFERENCE).toContain(`\`${key}\``);
  });

  it('has every key of the settings files of the programs', () => {
    for (const rows of Object.values(TOOL_SETTINGS)) {
      for (const { key } of Object.values(rows)) expect(REFERENCE).toContain(`\`${key}\``);
    }
  });
});
