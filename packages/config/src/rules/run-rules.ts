import { commandOf, stepText } from '@conductor/types';
import type { SourcePlace } from '../diagnostics/diagnostic.ts';
import type { Findings } from '../diagnostics/findings.ts';
import { placeInValue } from '../dialect/place-in-value.ts';
import type { HostChange, ReadTest } from '../load-rules.ts';
import { textOf } from './every-step.ts';
import { changesOf } from './reset-symmetry.ts';
import { type Review, type ReviewedPlayer, type ReviewedStep, reviewTest } from './review.ts';
import { RULES, type RuleCode } from './rule-table.ts';

/** Lets every rule look at a test. */
export function runRules(test: ReadTest, findings: Findings): readonly HostChange[] {
  const review = reviewTest(test, findings);
  for (const [code, rule] of Object.entries(RULES)) {
    if (!isRuleCode(code)) continue;
    rule(review, (step, line, texts) => findings.add(code, placeOf(step, line), texts));
  }
  findings.reportUnneeded();
  return review.players.flatMap((player) => hostChanges(player, review));
}

function hostChanges(player: ReviewedPlayer, review: Review): readonly HostChange[] {
  return changesOf(player, review).map(({ kind, by, undoneBy }) => ({
    player: player.name,
    kind,
    command: textOf(by.command),
    by: placeOfStep(by.step),
    undoneBy: undoneBy && placeOfStep(undoneBy.step),
  }));
}

function placeOfStep({ phase, step }: ReviewedStep): HostChange['by'] {
  return { phase, key: step.key };
}

function isRuleCode(code: string): code is RuleCode {
  return code in RULES;
}

/** Where a line of a command stands in its file. Before the command, `-` and `timeout5:` may have lines of their own. */
function placeOf({ entry: { value }, step }: ReviewedStep, line: number): SourcePlace {
  const command = commandOf(step) ?? stepText(step);
  const written = value.text.split('\n');
  const skipped = Math.max(0, written.length - command.split('\n').length);
  const before = written.slice(0, Math.min(line + skipped, written.length - 1));
  return placeInValue(
    value,
    before.reduce((offset, text) => offset + text.length + 1, 0),
  );
}
