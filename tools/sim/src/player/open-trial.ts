import type { KeptTrial, SessionEvent } from '@conductor/player/session';
import { type JournalEntry, type Phase, stepIdKey } from '@conductor/types';
import type { Deed } from '../deed.ts';
import type { Program } from '../program.ts';
import type { PlayerScript } from '../scenario/scenario.ts';
import type { World } from '../world.ts';
import type { Commands } from './commands.ts';
import { Fetches } from './fetches.ts';
import type { HostClock } from './host-clock.ts';
import { TrialOnDisk } from './kept-trial.ts';
import { LiveSteps } from './live-steps.ts';

/** What a trial is opened with. */
export interface TrialGround {
  readonly world: World;
  readonly program: Program;
  readonly script: PlayerScript;
  readonly clock: HostClock;
  readonly commands: Commands;
  readonly isDiskFull: () => boolean;
  readonly tell: (event: SessionEvent) => void;
}

/** The trial that a life of a player has open: its steps, its fetches, its journal. */
export class OpenTrial {
  readonly trial: TrialOnDisk;
  readonly steps: LiveSteps;
  readonly fetches: Fetches;
  readonly #ground: TrialGround;
  #journalFails = false;

  /** `goesOn`: with a trial that an earlier life has left at a reboot. */
  constructor(kept: KeptTrial, ground: TrialGround, goesOn: TrialOnDisk | null = null) {
    const trial = goesOn ?? new TrialOnDisk(kept);
    const append = (entry: JournalEntry) => this.append(entry);
    this.trial = trial;
    this.#ground = ground;
    this.steps = new LiveSteps({ ...ground, trial });
    this.fetches = new Fetches({ ...ground, trial, append });
    const { run, trial: ref, playerName: player } = kept;
    if (goesOn === null)
      this.append({ kind: 'trial-loaded', run, trial: ref, player, containment: 'sweep', bootId: 'boot' });
    else this.#resume(goesOn);
  }

  /** What the steps before had spawned has ended with the host. */
  #resume(trial: TrialOnDisk): void {
    const { reboot, unended } = trial;
    if (reboot === null) return;
    this.append({ kind: 'trial-resumed', step: reboot.step, bootId: 'boot', reboots: 1 });
    for (const step of unended) {
      if (stepIdKey(step) === stepIdKey(reboot.step)) continue;
      const outcome = { kind: 'lifetime-over', exit: { kind: 'lost' } } as const;
      this.append({ kind: 'step-ended', step, outcome, durationMs: 0 });
      this.#see({ kind: 'ended', phase: step.phase, index: step.index, outcome });
    }
  }

  /** What the session has written down is seen, also when the disk takes nothing. */
  journal(entry: JournalEntry): void {
    switch (entry.kind) {
      case 'phase-began':
        this.#seeBegin(entry.phase);
        break;
      case 'step-began':
      case 'step-ended':
        this.#seeSync(entry);
        break;
      case 'phase-finished':
        this.#seeEnd(entry.phase);
        break;
      case 'trial-closed':
        this.trial.isSettled = true;
        this.#see({ kind: 'closed', reset: entry.reset });
        break;
      default:
    }
    this.append(entry);
  }

  append(entry: JournalEntry): void {
    const { clock, isDiskFull, tell } = this.#ground;
    if (!isDiskFull()) {
      this.#journalFails = false;
      this.trial.append(entry, clock.wall.toISOString(), clock.monotonicNs);
    } else if (!this.#journalFails) {
      this.#journalFails = true;
      tell({ kind: 'journal-failed', reason: 'the journal cannot be written: no space left on device' });
    }
  }

  /** Calls back when a collector holds all that exists now. */
  awaitHolding(held: () => void): void {
    const { trial } = this;
    const wanted = trial.records.length;
    let unwatch = () => undefined as unknown;
    const look = () => {
      if (trial.heldCount < wanted) return;
      unwatch();
      this.#ground.program.tell(held);
    };
    unwatch = trial.watch(look);
    look();
  }

  hold(isHeldBack: boolean): void {
    this.trial.isHeldBack = isHeldBack;
    this.trial.changed();
  }

  close(): void {
    this.trial.isClosed = true;
    this.trial.changed();
  }

  #seeBegin(phase: Phase): void {
    if (phase === 'startup') this.#see({ kind: 'owed' });
    if (phase === 'reset') this.#see({ kind: 'reset-began', by: 'player' });
    this.#see({ kind: 'phase-began', phase });
  }

  #seeEnd(phase: Phase): void {
    this.#see({ kind: 'phase-over', phase });
    if (phase !== 'reset') return;
    this.trial.isSettled = true;
    this.#see({ kind: 'reset-over', by: 'player' });
  }

  /** Nobody but the session itself performs a sync, or ends a reboot. */
  #seeSync(entry: JournalEntry & { readonly kind: 'step-began' | 'step-ended' }): void {
    const { phase, index } = entry.step;
    const kind = this.#ground.script.phases[phase][index - 1]?.kind;
    if (kind !== 'sync' && kind !== 'reboot') return;
    if (entry.kind === 'step-began') this.#see({ kind: 'began', phase, index, by: 'player', hasProcess: false });
    else if (entry.outcome.kind !== 'skipped') this.#see({ kind: 'ended', phase, index, outcome: entry.outcome });
  }

  #see(deed: Seen): void {
    const { world, script } = this.#ground;
    world.see({ ...deed, player: script.name, trial: this.trial.name });
  }
}

type Seen = Deed extends infer One
  ? One extends { readonly trial: string }
    ? Omit<One, 'atMs' | 'player' | 'trial'>
    : never
  : never;
