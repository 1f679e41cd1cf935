import type { UndoRules } from './find-changes.ts';
import { parseUndoRule, type UndoRule } from './undo-rule.ts';
import { UNDO_TABLE } from './undo-table.ts';

const BUILT_IN = Object.entries(UNDO_TABLE).map(([kind, lines]) => [kind, lines.map(builtInRule)] as const);

/** The rules of a test: those that are built in, and before each kind of them its own, from `[Undo]`. */
export function undoRules(own: UndoRules): UndoRules {
  const rules = new Map(own);
  for (const [kind, builtIn] of BUILT_IN) rules.set(kind, [...(own.get(kind) ?? []), ...builtIn]);
  return rules;
}

function builtInRule(line: string): UndoRule {
  const rule = parseUndoRule(line);
  if ('wrong' in rule) throw new TypeError(`${line}: ${rule.wrong}`);
  return rule;
}
