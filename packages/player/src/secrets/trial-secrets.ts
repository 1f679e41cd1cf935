import { type JournalEntry, type Secret, type Step, secretsOf, secretVariable } from '@conductor/types';
import { maskEntry } from './mask-entry.ts';
import { SecretMask } from './secret-mask.ts';

/** The secrets of one trial, for as long as the player lives: they are in its memory only, but for those that Reset uses. */
export class TrialSecrets {
  #values: ReadonlyMap<string, string> = new Map();
  #mask: SecretMask | null = null;

  constructor(secrets: readonly Secret[]) {
    this.supply(secrets);
  }

  /** `null` where there is nothing to mask. */
  get mask(): SecretMask | null {
    return this.#mask;
  }

  /** Takes the place of what was delivered before: after a reboot, all come again. */
  supply(secrets: readonly Secret[]): void {
    this.#values = new Map(secrets.map((secret) => [secret.name, secret.reveal()]));
    this.#mask = secrets.length === 0 ? null : new SecretMask(secrets);
  }

  /** The variables in which a step finds the secrets that it uses. Throws when one was not delivered. */
  environmentOf(step: Step): Readonly<Record<string, string>> {
    return Object.fromEntries(secretsOf(step).map((name) => [secretVariable(name), this.#valueOf(name)]));
  }

  /** An entry of the journal as it may be written down. */
  maskEntry(entry: JournalEntry): JournalEntry {
    return this.#mask === null ? entry : maskEntry(entry, this.#mask);
  }

  #valueOf(name: string): string {
    const value = this.#values.get(name);
    if (value === undefined) throw new Error(`its secret ${name} was not delivered with the trial`);
    return value;
  }
}
