import { type JournalEntry, type Phase, type RunRef, type StepId, verdictOf } from '@conductor/types';
import { expect } from 'vitest';
import { keyOf, type Seen } from './session-world.ts';

/** The journals of the trials that were seen, each from its load to its end. */
function journalsOf(seen: readonly Seen[]): JournalEntry[][] {
  const journals: JournalEntry[][] = [[]];
  for (const item of seen) {
    if (item.kind !== 'journal') continue;
    journals.at(-1)?.push(item.entry);
    if (item.entry.kind === 'trial-closed') journals.push([]);
  }
  return journals;
}

/** What must hold of all that was seen, whatever happened. */
export function checkLaws(seen: readonly Seen[]): void {
  for (const journal of journalsOf(seen)) {
    beginsAtMostOnceInOrder(journal);
    waitsForEach(journal, seen);
    beginsNothingAfterStop(journal);
    paysReset(journal, seen);
    endsWhatBegan(journal);
  }
  hasOneHolder(seen);
  promisesBeforeStartup(seen);
}

/** Whoever dies after the first command of Startup, Reset is paid. */
function promisesBeforeStartup(seen: readonly Seen[]): void {
  let promised = false;
  for (const item of seen) {
    if (item.kind === 'journal' && item.entry.kind === 'trial-closed') promised = false;
    if (item.kind === 'promised') promised = true;
    if (item.kind === 'opened' && item.step.phase === 'startup') {
      expect(promised, `${keyOf(item.step)} was let go before Reset was promised`).toBe(true);
    }
  }
}

/** One attempt of a step follows another only where that has failed, and no other step began meanwhile. */
function beginsAtMostOnceInOrder(journal: readonly JournalEntry[]): void {
  const last = new Map<Phase, StepId>();
  const failed = new Set<string>();
  for (const entry of journal) {
    if (entry.kind === 'step-ended' && verdictOf(entry.outcome, false) === 'failed') failed.add(keyOf(entry.step));
    if (entry.kind !== 'step-began') continue;
    const { phase, index, attempt } = entry.step;
    const before = last.get(phase);
    const isRetry = before?.index === index && attempt === before.attempt + 1 && failed.has(keyOf(before));
    const isNext = index > (before?.index ?? 0) && attempt === 1;
    expect(isRetry || isNext, `${keyOf(entry.step)} began again, or out of order`).toBe(true);
    last.set(phase, entry.step);
  }
}

/** Spawns follow one another; anything else is over before the next begins. */
function waitsForEach(journal: readonly JournalEntry[], seen: readonly Seen[]): void {
  const current = new Map<Phase, string>();
  for (const entry of journal) {
    if (entry.kind === 'step-ended' && current.get(entry.step.phase) === keyOf(entry.step))
      current.delete(entry.step.phase);
    if (entry.kind !== 'step-began') continue;
    const { phase } = entry.step;
    expect(current.get(phase), `${keyOf(entry.step)} began before its forerunner was over`).toBeUndefined();
    if (!isSpawn(entry.step, seen)) current.set(phase, keyOf(entry.step));
  }
}

function isSpawn({ phase, index }: StepId, seen: readonly Seen[]): boolean {
  return seen.some(
    (item) =>
      item.kind === 'command' &&
      item.command.kind === 'load-trial' &&
      item.command.phases[phase][index - 1]?.kind === 'spawn',
  );
}

/** Startup and Run are over with the first stop; Collect with a stop after it began. Nothing stops Reset. */
function beginsNothingAfterStop(journal: readonly JournalEntry[]): void {
  const stopped = new Set<Phase>();
  for (const entry of journal) {
    if (entry.kind === 'trial-stopped') for (const phase of ['startup', 'run', 'collect'] as const) stopped.add(phase);
    if (entry.kind === 'phase-began' && entry.phase === 'collect') stopped.delete('collect');
    if (entry.kind === 'step-began') {
      expect(stopped.has(entry.step.phase), `${keyOf(entry.step)} began after the stop`).toBe(false);
    }
  }
}

function paysReset(journal: readonly JournalEntry[], seen: readonly Seen[]): void {
  const closed = journal.find((entry) => entry.kind === 'trial-closed');
  if (!closed) return;
  const begun = journal.some((entry) => entry.kind === 'phase-began' && entry.phase === 'startup');
  const done = journal.some((entry) => entry.kind === 'phase-finished' && entry.phase === 'reset');
  const waived = seen.some(({ kind, ...item }) => kind === 'command' && 'command' in item && isWaiver(item.command));
  if (begun && !waived) expect(closed.reset).toBe('paid');
  if (closed.reset === 'paid') expect(done).toBe(true);
  if (!begun && !done) expect(closed.reset).toBe('not-owed');
  const cut = journal.filter((entry) => entry.kind === 'step-ended' && entry.step.phase === 'reset').map(outcomeOf);
  expect(cut).not.toContain('skipped');
  expect(cut).not.toContain('stopped');
}

function isWaiver(command: unknown): boolean {
  return typeof command === 'object' && command !== null && 'waiveReset' in command && command.waiveReset === true;
}

function outcomeOf(entry: JournalEntry): string {
  return entry.kind === 'step-ended' ? entry.outcome.kind : '';
}

/** By the end of a trial each step that began has ended, once. */
function endsWhatBegan(journal: readonly JournalEntry[]): void {
  const ended = new Map<string, number>();
  for (const entry of journal) {
    if (entry.kind === 'step-ended') ended.set(keyOf(entry.step), (ended.get(keyOf(entry.step)) ?? 0) + 1);
  }
  for (const [key, times] of ended) expect(times, `${key} ended ${times} times`).toBe(1);
  if (!journal.some(({ kind }) => kind === 'trial-closed')) return;
  for (const entry of journal) if (entry.kind === 'step-began') expect(ended.get(keyOf(entry.step))).toBe(1);
}

interface Claimant {
  readonly call: number;
  readonly claim: string;
  readonly run: RunRef;
}

/** A player is claimed when nobody holds it, or by who may go on or take over; and only its holder hears of what it does. */
function hasOneHolder(seen: readonly Seen[]): void {
  const claims = new Map<number, Claimant>();
  const state: Holding = { holder: null, freed: null, taking: null, hasLoaded: false };
  for (const item of seen) {
    if (item.kind === 'command' && item.command.kind === 'claim-player') {
      claims.set(item.call, { call: item.call, claim: item.command.claim.kind, run: item.run });
      if (item.command.claim.kind === 'take-over-run') state.taking = item.run;
    }
    if (item.kind === 'reply' && item.reply.kind === 'trial-loaded') state.hasLoaded = true;
    if (item.kind === 'freed') Object.assign(state, freedFrom(state));
    if (item.kind === 'reply' && item.reply.kind !== 'refused') hearsRightly(item, claims.get(item.call), state);
  }
}

function freedFrom({ holder, freed }: Holding): Partial<Holding> {
  return { holder: null, freed: holder?.run ?? freed, hasLoaded: false };
}

interface Holding {
  holder: Claimant | null;
  freed: RunRef | null;
  /** The last that wanted to take over: its claim is answered between phases, maybe on another connection than it came. */
  taking: RunRef | null;
  /** It had a trial: from then on its run is continued, and not begun anew. */
  hasLoaded: boolean;
}

function hearsRightly({ call, reply }: Seen & { kind: 'reply' }, claim: Claimant | undefined, state: Holding): void {
  if (!claim) throw new Error(`${reply.kind} went to somebody who never claimed the player`);
  const { holder, freed } = state;
  // Who only hears the last words of a run again does not hold the player.
  const isLastWord = claim.claim === 'continue-run' && isSame(claim.run, freed) && !isSame(claim.run, holder?.run);
  if (isLastWord) return;
  if (reply.kind !== 'player-claimed') {
    expect(call, `${reply.kind} went to a stranger`).toBe(holder?.call);
    return;
  }
  mayClaim(claim, state);
  if (!isSame(claim.run, holder?.run)) state.hasLoaded = reply.openTrial !== null;
  state.holder = claim;
}

function mayClaim({ claim, run }: Claimant, { holder, taking, hasLoaded }: Holding): void {
  const held = holder?.run ?? null;
  const isFree = held === null || (isSame(run, held) && !hasLoaded);
  if (claim === 'new-run') expect(isFree, 'the player was claimed while somebody held it').toBe(true);
  if (claim === 'continue-run') expect(isSame(run, held) || isSame(run, taking), 'a stranger went on').toBe(true);
  if (claim !== 'take-over-run' || !held) return;
  expect(run.runId).toBe(held.runId);
  expect(run.epoch).toBeGreaterThan(held.epoch);
}

function isSame(one: RunRef, other: RunRef | null | undefined): boolean {
  return one.runId === other?.runId && one.epoch === other.epoch;
}
