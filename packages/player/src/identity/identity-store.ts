import { join } from 'node:path';
import {
  type CallerChange,
  type CertifiedParty,
  type GivenIdentity,
  identityUri,
  type KnownCaller,
  type ListenerIdentity,
  type OpenEnrollment,
  selfSignedCertificate,
} from '@conductor/protocol';
import { type Clock, ConductorError, systemReason } from '@conductor/types';
import { type CallerList, knownCaller, listOfLab, whyNotObeyed, withChange } from './caller-list.ts';
import { formatCallerList, parseCallerList } from './caller-list-text.ts';
import { writeEnrolled } from './enrolled-file.ts';
import { closeEnrollment, enrollmentPath, type KeptEnrollment, readEnrollment } from './enrollment-file.ts';
import { checkIdentityFolder, IDENTITY_FILES } from './identity-folder.ts';
import { credentialPaths, type PlayerCredentials, readCredentials } from './player-credentials.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';
import { WatchedFiles } from './watched-files.ts';
import { withLock } from './with-lock.ts';

/** What a store is opened with. */
export interface StoreOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** Told what a person at the host may want to know, one sentence each. */
  readonly onLog: (text: string) => void;
  /** Told that it was enrolled, one sentence; `onLog` where nothing is said. */
  readonly onEnrolled?: (text: string) => void;
  /** Told whom the player obeys, whenever that may have changed; `by` is who asked for it, where that is known. */
  readonly onCallers?: (list: CallerList, by: string | null) => void;
}

/**
 * Who a player is and whom it obeys, as its files say at each moment: commands beside a running player write them too.
 * Where a file cannot be believed, nobody is obeyed by it, and what was shown before is shown on.
 */
export class IdentityStore implements ListenerIdentity {
  readonly folder: string;
  readonly #options: StoreOptions;
  readonly #credentials: WatchedFiles<PlayerCredentials | null>;
  readonly #callers: WatchedFiles<CallerList>;
  readonly #enrollment: WatchedFiles<(OpenEnrollment & KeptEnrollment) | null>;
  #shown: PlayerCredentials | null = null;
  /** What was complained of last: said once, not at each connection. */
  readonly #complaints = new Map<string, string>();

  /** Opens the folder as it is, whether or not it is there. */
  constructor(folder: string, options: StoreOptions) {
    this.folder = folder;
    this.#options = options;
    this.#credentials = new WatchedFiles(credentialPaths(folder), () => readCredentials(folder));
    this.#callers = new WatchedFiles([this.#path('callers')], () => this.#readCallers());
    this.#enrollment = new WatchedFiles([enrollmentPath(folder)], () => this.#readEnrollment());
  }

  /** Throws a ConductorError `storage` that says what is wrong with the files, if anything is. */
  check(): void {
    checkIdentityFolder(this.folder);
    this.#credentials.get();
    this.#callers.get();
    this.#enrollment.get();
  }

  credentials(): PlayerCredentials | null {
    this.#shown = this.#read('credentials', this.#credentials, this.#shown);
    return this.#shown;
  }

  judgeCaller({ identity, fingerprint }: CertifiedParty): string | null {
    const list = this.#read('callers', this.#callers, null);
    if (list !== null) this.#options.onCallers?.(list, null);
    return list === null
      ? 'this player cannot read whom it obeys; its log says why'
      : whyNotObeyed(list, identity, fingerprint);
  }

  enrollment(): (OpenEnrollment & KeptEnrollment) | null {
    const open = this.#read('enrollment', this.#enrollment, null);
    if (open === null || open.expires > this.#options.clock.now()) return open;
    if (closeEnrollment(this.folder, open.id)) {
      this.#options.onLog('the code for the enrollment of this player has expired, and was not used');
    }
    return null;
  }

  /** Every caller that was ever allowed or revoked, with the times. Throws a ConductorError `storage`. */
  listed(): CallerList {
    return this.#callers.get();
  }

  callers(): readonly KnownCaller[] {
    return (this.#read('callers', this.#callers, null) ?? []).map(knownCaller);
  }

  async renew(certificate: string, by: CertifiedParty): Promise<void> {
    writePrivateFile(this.#path('certificate'), certificate);
    const until = this.credentials()?.certified.notAfter.toISOString() ?? 'nobody knows when';
    this.#options.onLog(
      `${identityUri(by.identity)} renewed the certificate of this player: it is good until ${until}`,
    );
  }

  async setCaller(change: CallerChange, by: CertifiedParty): Promise<void> {
    await this.changeCallers(change, identityUri(by.identity));
  }

  /** As `setCaller`, by the word of somebody at the host. */
  async changeCallers(change: CallerChange, by: string): Promise<void> {
    await this.#writeCallers((list) => withChange(list, change, this.#options.clock.now(), by));
    this.#options.onCallers?.(this.listed(), by);
    this.#options.onLog(`${by} ${PAST[change.kind]} ${identityUri(change.caller)}`);
  }

  async #accept({ id, key }: KeptEnrollment, given: GivenIdentity): Promise<void> {
    // From here on it is used, whatever becomes of the rest.
    if (!closeEnrollment(this.folder, id)) throw new ConductorError('identity', 'the code was used already');
    const now = this.#options.clock.now();
    await this.#writeCallers((list) => listOfLab(list, given.identity.lab, given.callers, now));
    this.#options.onCallers?.(this.listed(), given.by);
    writePrivateFile(this.#path('key'), key);
    writePrivateFile(this.#path('authority'), given.authority);
    writePrivateFile(this.#path('certificate'), given.certificate);
    const identity = identityUri(given.identity);
    writeEnrolled(this.folder, { enrollment: id, identity, by: given.by, at: now.toISOString() });
    const obeyed = given.callers.map(identityUri).join(', ');
    const { onLog, onEnrolled = onLog } = this.#options;
    onEnrolled(`enrolled as ${identity} by ${given.by}; obeys ${obeyed === '' ? 'nobody' : obeyed}`);
  }

  async #writeCallers(change: (list: CallerList) => CallerList): Promise<void> {
    const path = this.#path('callers');
    await withLock(`${path}.lock`, () => writePrivateFile(path, formatCallerList(change(this.#readCallers()))));
  }

  #readCallers(): CallerList {
    const path = this.#path('callers');
    const text = readPrivateFile(path, 'public');
    return text === null ? [] : parseCallerList(text, path);
  }

  #readEnrollment(): (OpenEnrollment & KeptEnrollment) | null {
    const kept = readEnrollment(this.folder);
    if (kept === null) return null;
    const certificate = selfSignedCertificate(kept.key, this.#options.clock.now());
    return { ...kept, certificate, accept: (given) => this.#accept(kept, given) };
  }

  #read<Content>(what: string, files: WatchedFiles<Content>, otherwise: Content | null): Content | null {
    try {
      const content = files.get();
      this.#complaints.delete(what);
      return content;
    } catch (error) {
      const reason = systemReason(error);
      if (this.#complaints.get(what) !== reason) this.#options.onLog(reason);
      this.#complaints.set(what, reason);
      return otherwise;
    }
  }

  #path(name: keyof typeof IDENTITY_FILES): string {
    return join(this.folder, IDENTITY_FILES[name]);
  }
}

const PAST: Readonly<Record<CallerChange['kind'], string>> = { allow: 'allowed', revoke: 'revoked' };
