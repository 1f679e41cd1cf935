import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RULE_CODES } from '../../src/diagnostics/rule-codes.ts';
import { parseUndoRule } from '../../src/undo/undo-rule.ts';
import { UNDO_TABLE } from '../../src/undo/undo-table.ts';

const REFERENCE = readFileSync(new URL('../../../../docs/checks.md', import.meta.url), 'utf8');

it('docs/checks.md lists every rule with its severity, why it is one, and what to do, in the order of the table', () => {
  const rows = [...REFERENCE.matchAll(/^\| (`[a-z-]+` \| (?:warning|note) \| .*) \|$/gm)].map(([, row]) => row);
  const wanted = Object.entries(RULE_CODES).map(
    ([code, { severity, why, fix }]) => `\`${code}\` | ${severity} | ${why} | ${fix}`,
  );
  expect(rows).toEqual(wanted);
});

it('what is in docs/checks.md as a rule of [Undo] can be read as one', () => {
  const rules = [...REFERENCE.matchAll(/^\w+: (\w.* -> .*)$/gm)].map(([, rule = '']) => parseUndoRule(rule));
  expect(rules).toHaveLength(2);
  for (const rule of [...rules, ...Object.values(UNDO_TABLE).flat().map(parseUndoRule)])
    expect(rule).not.toHaveProperty('wrong');
});
