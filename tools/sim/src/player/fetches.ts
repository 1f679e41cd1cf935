import type { SessionEvent } from '@conductor/player/session';
import { type JournalEntry, type Outcome, type StepId, stepIdKey } from '@conductor/types';
import type { Program } from '../program.ts';
import type { PlayerScript } from '../scenario/scenario.ts';
import type { World } from '../world.ts';
import type { TrialOnDisk } from './kept-trial.ts';

/** What fetch steps are performed with. */
export interface FetchGround {
  readonly world: World;
  readonly program: Program;
  readonly script: PlayerScript;
  readonly trial: TrialOnDisk;
  readonly append: (entry: JournalEntry) => void;
  readonly tell: (event: SessionEvent) => void;
}

/** The fetch steps of an open trial: each is over when a collector holds what it found. */
export class Fetches {
  readonly #ground: FetchGround;
  readonly #open = new Map<string, (outcome: Outcome) => void>();

  constructor(ground: FetchGround) {
    this.#ground = ground;
  }

  begin(step: StepId): void {
    const { world, program, script, trial, append, tell } = this.#ground;
    const { phase, index } = step;
    const player = script.name;
    const lastsMs = script.phases[phase][index - 1]?.lastsMs ?? 0;
    const beganMs = world.nowMs;
    let unwatch = () => undefined as unknown;
    this.#open.set(stepIdKey(step), (outcome) => {
      this.#open.delete(stepIdKey(step));
      unwatch();
      trial.fetching -= 1;
      world.see({ kind: 'ended', player, trial: trial.name, phase, index, outcome });
      tell({ kind: 'step-ended', step, outcome, durationMs: world.nowMs - beganMs });
    });
    world.see({ kind: 'began', player, trial: trial.name, phase, index, by: 'player', hasProcess: false });
    trial.fetching += 1;
    trial.changed();
    program.after(lastsMs, () => {
      append({
        kind: 'file-found',
        step,
        file: 1,
        path: '/tmp/a',
        size: 1,
        mode: 0o644,
        modified: '2026-01-01T00:00:00Z',
      });
      unwatch = this.#awaitHolding(step);
    });
  }

  stop(step: StepId | null, reason: string): void {
    if (step) this.#open.get(stepIdKey(step))?.({ kind: 'stopped', reason, exit: { kind: 'lost' } });
  }

  /** The files are home when a collector holds all that exists now; without any progress for a lease nobody takes them. */
  #awaitHolding(step: StepId): () => void {
    const { program, trial } = this.#ground;
    const wanted = trial.records.length;
    let seenCount = trial.heldCount;
    let isAwaited = true;
    const end = (outcome: Outcome) => this.#open.get(stepIdKey(step))?.(outcome);
    const look = () => {
      if (trial.heldCount >= wanted) program.tell(() => end({ kind: 'fetched', files: 1 }));
    };
    const patience = () =>
      program.after(trial.kept.policies.leaseMs, () => {
        if (!isAwaited) return;
        if (trial.heldCount === seenCount)
          return end({ kind: 'fetch-failed', files: 0, reason: 'nobody takes the files' });
        seenCount = trial.heldCount;
        patience();
      });
    patience();
    const unwatch = trial.watch(look);
    look();
    return () => {
      isAwaited = false;
      unwatch();
    };
  }
}
