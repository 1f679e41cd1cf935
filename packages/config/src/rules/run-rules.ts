import { commandOf, stepText } from '@conductor/types';
import type { SourcePlace } from '../diagnostics/diagnostic.ts';
import type { Findings } from '../diagnostics/findings.ts';
import { placeInValue } from '../dialect/place-in-value.ts';
import { castsOf } from './casts-of.ts';
import { textOf } from './every-step.ts';
import type { HostChange, ReadPlayer, ReadTest } from './read-test.ts';
import { changesOf } from './reset-symmetry.ts';
import { type Review, type ReviewedPlayer, type ReviewedStep, reviewTest } from './review.ts';
import { RULES, type RuleCode } from './rule-table.ts';

/** Lets every rule look at a test: what is said of a line in one case is not said again in another. Changes are those of the first case. */
export function runRules(test: ReadTest, findings: Findings): readonly HostChange[] {
  const said = new Set<string>();
  const reviews = (players: readonly ReadPlayer[]) =>
    castsOf(players).map((cast) => reviewTest({ ...test, players: cast }, findings));
  const first = reviews(test.players);
  for (const review of first) lookAt(review, said, findings);
  for (const players of test.otherCases ?? []) for (const review of reviews(players)) lookAt(review, said, findings);
  findings.reportUnneeded();
  return test.players.flatMap(({ name }) => changesIn(first, name));
}

/** What a player changes, in the first cast that it has a part in. */
function changesIn(reviews: readonly Review[], name: string): readonly HostChange[] {
  for (const review of reviews) {
    const player = review.players.find((one) => one.name === name);
    if (player !== undefined) return hostChanges(player, review);
  }
  return [];
}

function lookAt(review: Review, said: Set<string>, findings: Findings): void {
  const before = new Set(said);
  for (const [code, rule] of Object.entries(RULES)) {
    if (!isRuleCode(code)) continue;
    rule(review, (step, line, texts) => {
      const place = placeOf(step, line);
      const identity = `${code} ${place.file}:${place.line}`;
      if (before.has(identity)) return;
      said.add(identity);
      findings.add(code, place, texts);
    });
  }
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
