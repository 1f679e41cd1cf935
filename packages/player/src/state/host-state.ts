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
import type { KeptTrial } from '../session/session-effect.ts';
import { compareSnapshots, type Difference } from './compare-snapshots.ts';
import type { HostItem } from './host-item.ts';
import { hostItems } from './host-items.ts';
import type { LookGround } from './run-look.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';
import { takeSnapshot } from './take-snapshot.ts';

/** What a host is looked at with. */
export interface HostStateGround extends Pick<LookGround, 'containment' | 'become'> {
  readonly environment: Readonly<Record<string, string>>;
  readonly audit: Pick<AuditLog, 'ensure'>;
  /** Whom commands run as. */
  readonly user: string;
  /** Told of the first process of each look. */
  readonly noteLeader: LookGround['noteLeader'];
}

/** What is not as it was may still be on its way there: it is looked at again after these pauses. */
const SETTLING_MS = [250, 750] as const;
/** So much is told of a name, a value or a reason. */
const MOST_TEXT = 200;
const MOST_UNSEEN = 100;

/** How a host is before Startup and after Reset of a trial, and what is not as it was. */
export class HostState {
  readonly #path: string;
  readonly #kept: KeptTrial;
  readonly #items: readonly HostItem[];
  readonly #ground: HostStateGround;

  /** `looks` is what the test says. Nothing is looked at yet. */
  constructor(trialFolder: string, kept: KeptTrial, looks: readonly StateLook[], ground: HostStateGround) {
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
      const first = compareSnapshots(this.#items, before, await this.#look('reset', this.#items, signal));
      let changes = first.changes;
      for (const ms of SETTLING_MS) {
        if (changes.length === 0) break;
        await pause(ms, undefined, { signal });
        const again = await this.#look('reset', this.#itemsOf(changes), signal);
        changes = inBoth(changes, compareSnapshots(this.#items, before, again).changes);
      }
      return compared({ ...first, changes });
    } catch (error) {
      return { kind: 'not-compared', reason: systemReason(error) };
    }
  }

  /** With the links, whose addresses and routes are told with them. */
  #itemsOf(changes: readonly StateChange[]): readonly HostItem[] {
    const names = new Set(['links', ...changes.map(({ item }) => item)]);
    return this.#items.filter(({ name }) => names.has(name));
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

/** What differs in the same way both times. */
function inBoth(changes: readonly StateChange[], others: readonly StateChange[]): readonly StateChange[] {
  const known = new Set(others.map((change) => JSON.stringify(change)));
  return changes.filter((change) => known.has(JSON.stringify(change)));
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
