import { type as systemName } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  MOST_STATE_CHANGES,
  type StateChange,
  type StateComparison,
  type StateLook,
  systemReason,
  type UnseenState,
} from '@conductor/types';
import type { AuditLog } from '../audit/audit-log.ts';
import { lookEntry } from '../audit/trial-entries.ts';
import { type StepPlace, stepEnvironment } from '../gate/step-environment.ts';
import type { GuardedTrial } from '../guardian/plan-guardian.ts';
import type { Difference } from './compare-snapshots.ts';
import type { HostItem } from './host-item.ts';
import { hostItems } from './host-items.ts';
import type { LookGround } from './run-look.ts';
import { settledDifference } from './settled-difference.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';
import { takeSnapshot } from './take-snapshot.ts';

/** What a host is looked at with. */
export interface HostStateGround extends Pick<LookGround, 'containment' | 'become' | 'fork'> {
  readonly environment: Readonly<Record<string, string>>;
  readonly audit: Pick<AuditLog, 'ensure'>;
  /** Whom commands run as. */
  readonly user: string;
  /** Told of the first process of each look. */
  readonly noteLeader: LookGround['noteLeader'];
}

/** So much is told of a name, a value or a reason. */
const MOST_TEXT = 200;
const MOST_UNSEEN = 100;

/** How a host is before Startup and after Reset of a trial, and what is not as it was. */
export class HostState {
  readonly #path: string;
  readonly #kept: GuardedTrial;
  readonly #items: readonly HostItem[];
  readonly #ground: HostStateGround;

  /** `looks` is what the test says. Nothing is looked at yet. */
  constructor(trialFolder: string, kept: GuardedTrial, looks: readonly StateLook[], ground: HostStateGround) {
    this.#path = join(trialFolder, 'host-before.json');
    this.#kept = kept;
    this.#items = hostItems(systemName(), looks);
    this.#ground = ground;
  }

  /** Looks, and keeps what it saw in the folder of the trial. Resolves with why that is not there; never rejects. */
  async lookBefore(signal: AbortSignal): Promise<string | null> {
    try {
      await this.#ground.audit.ensure(this.#auditEntry('before'));
      writeSnapshot(this.#path, await this.#look('startup', this.#items, signal));
      return null;
    } catch (error) {
      return systemReason(error);
    }
  }

  /** Looks again, and tells what is not as it was: what stays so for a while. Never rejects. */
  async compare(signal: AbortSignal): Promise<StateComparison> {
    try {
      const before = readSnapshot(this.#path);
      await this.#ground.audit.ensure(this.#auditEntry('after'));
      return compared(
        await settledDifference(this.#items, before, {
          look: (items) => this.#look('reset', items, signal),
          pause: (ms) => pause(ms, undefined, { signal }),
        }),
      );
    } catch (error) {
      return { kind: 'not-compared', reason: systemReason(error) };
    }
  }

  #look(phase: 'startup' | 'reset', items: readonly HostItem[], signal: AbortSignal) {
    const place: StepPlace = { ...this.#kept, step: { phase, index: 0, attempt: 1 }, key: 'state' };
    const { environment, ...ground } = this.#ground;
    const environmentOf: LookGround['environmentOf'] = (cell) => ({ ...environment, ...stepEnvironment(place, cell) });
    return takeSnapshot(items, { ...ground, environmentOf, base: `${this.#path}.look` }, signal);
  }

  #auditEntry(moment: 'before' | 'after') {
    return lookEntry(this.#kept, moment, this.#kept.state ?? [], this.#ground.user);
  }
}

function compared({ changes, itemCount, unseen }: Difference): StateComparison {
  return {
    kind: 'compared',
    changes: changes.slice(0, MOST_STATE_CHANGES).map(shortChange),
    changeCount: changes.length,
    itemCount,
    unseen: unseen.slice(0, MOST_UNSEEN).map(shortUnseen),
  };
}

function shortChange({ item, subject, before, after }: StateChange): StateChange {
  return { item, subject: short(subject), before: before && short(before), after: after && short(after) };
}

function shortUnseen({ item, reason }: UnseenState): UnseenState {
  return { item, reason: short(reason) };
}

function short(text: string): string {
  return text.length <= MOST_TEXT ? text : `${text.slice(0, MOST_TEXT - 1)}…`;
}
