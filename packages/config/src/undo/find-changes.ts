import type { Phase } from '@conductor/types';
import type { ReadCommand } from '../shell/read-commands.ts';
import { isSamePlace } from '../shell/unwrap-command.ts';
import { isFilledIn } from '../shell/words.ts';
import { type Bindings, matchPattern, type Pattern } from './pattern.ts';
import type { UndoRule } from './undo-rule.ts';

/** Rules by what they are about: of one kind the first that fits a command counts. */
export type UndoRules = ReadonlyMap<string, readonly UndoRule[]>;

/** A command of a player, and which of its steps it stands in. */
export interface PlacedCommand<Step> {
  readonly phase: Phase;
  readonly step: Step;
  readonly command: ReadCommand;
}

/** Something that a command changes on the host of a player. */
export interface Change<Step> {
  /** `kernel module`. */
  readonly kind: string;
  readonly rule: UndoRule;
  readonly bindings: Bindings;
  readonly by: PlacedCommand<Step>;
  /** `null`: nothing does. */
  readonly undoneBy: PlacedCommand<Step> | null;
}

/** What a player's commands change, each with what changes it back; the commands in the order in which they run. */
export function findChanges<Step>(commands: readonly PlacedCommand<Step>[], rules: UndoRules): Change<Step>[] {
  const all = commands.flatMap((by, at) => (by.phase === 'reset' ? [] : changesBy(by, at, commands, rules)));
  const undoers = new Set(all.flatMap(({ undoneBy }) => (undoneBy === null ? [] : [undoneBy])));
  const changes = all.filter(({ by }) => !undoers.has(by));
  const removed = new Set(changes.filter(({ undoneBy }) => undoneBy !== null).flatMap(madeBy));
  return changes.filter((change) => change.undoneBy !== null || !isGoneWith(removed, change));
}

function changesBy<Step>(
  by: PlacedCommand<Step>,
  at: number,
  commands: readonly PlacedCommand<Step>[],
  rules: UndoRules,
): Change<Step>[] {
  const words = wordsOf(by.command);
  const later = commands.slice(at + 1);
  return [...rules].flatMap(([kind, ofKind]) => {
    for (const rule of ofKind) {
      const matches = matchPattern(rule.does, words);
      if (matches.length === 0) continue;
      if (rule.undoes.some((undo) => !setsBack(undo) && matchPattern(undo, words).length > 0)) return [];
      const distinct = new Map(matches.map((bindings) => [JSON.stringify([...bindings]), bindings]));
      return [...distinct.values()].map((bindings) => {
        const undoneBy = later.find((candidate) => undoesIt(candidate, by, rule, bindings)) ?? null;
        return { kind, rule, bindings, by, undoneBy };
      });
    }
    return [];
  });
}

function undoesIt<Step>(
  { command, phase }: PlacedCommand<Step>,
  by: PlacedCommand<Step>,
  { undoes }: UndoRule,
  bindings: Bindings,
): boolean {
  if (!isSamePlace(command, by.command)) return false;
  const words = wordsOf(command);
  return undoes.some(
    (undo) =>
      (phase === 'reset' || !setsBack(undo)) && matchPattern(undo, words).some((found) => agree(bindings, found)),
  );
}

/** A setting is set back by setting it: only Reset can mean that. */
function setsBack({ text }: Pattern): boolean {
  return text.includes('before}');
}

function agree(done: Bindings, undone: Bindings): boolean {
  return [...undone].every(([name, value]) => {
    const other = done.get(name);
    return other === undefined || isSameThing(other, value);
  });
}

/** Also `if_bridge` and `/boot/modules/if_bridge.ko`, the `bridge` that is created as bridge0, and one end of `epair0`. */
function isSameThing(done: string, undone: string): boolean {
  if (done === undone || isFilledIn(done) || isFilledIn(undone)) return true;
  const [one, other] = [moduleName(done), moduleName(undone)];
  if (one === other) return true;
  const more = other.startsWith(one) ? other.slice(one.length) : '';
  return /\d$/.test(one) ? /^[ab]$/.test(more) : /^\d+[ab]?$/.test(more);
}

function moduleName(text: string): string {
  return text.endsWith('.ko') ? (text.split('/').at(-1) ?? text).slice(0, -3) : text;
}

/** What is done to a thing that is taken away again, or in it, needs no undoing. */
function isGoneWith<Step>(removed: ReadonlySet<string>, { bindings, by }: Change<Step>): boolean {
  const inside = by.command.entering.at(-1);
  return (inside !== undefined && removed.has(inside)) || [...bindings.values()].some((value) => removed.has(value));
}

function madeBy<Step>({ bindings }: Change<Step>): string[] {
  return [...bindings].filter(([name]) => name.startsWith('made')).map(([, value]) => value);
}

/** A command with the files that it writes. */
function wordsOf({ words, redirects }: ReadCommand): readonly string[] {
  const written = redirects.filter(({ operator, target }) => operator === '>' && target !== '/dev/null');
  return [...words, ...written.flatMap(({ operator, target }) => [operator, target])];
}
