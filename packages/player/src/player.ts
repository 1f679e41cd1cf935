import { identityUri, isLoopback, type PlayerListener, type ServeOptions, servePlayer } from '@conductor/protocol';
import { type Clock, type HostFacts, type JournalEntry, systemClock, systemReason } from '@conductor/types';
import type { AuditEntry } from './audit/audit-entry.ts';
import type { AuditLog } from './audit/audit-log.ts';
import { CallerAudit } from './audit/caller-audit.ts';
import { CallerListAudit } from './audit/caller-list-audit.ts';
import { openAudit } from './audit/open-audit.ts';
import { chooseContainment } from './containment/choose-containment.ts';
import type { Containment } from './containment/containment.ts';
import { type MarkSequence, markSequence } from './containment/mark.ts';
import type { Fork } from './fork/fork.ts';
import { forkHere } from './fork/fork-here.ts';
import { inheritedEnvironment } from './gate/step-environment.ts';
import { bootId, hostFacts, userName } from './host-facts.ts';
import { DEFAULT_HOST_LIMITS, type HostLimits } from './host-limits.ts';
import type { CallerList } from './identity/caller-list.ts';
import { identityFolder } from './identity/identity-folder.ts';
import { IdentityStore } from './identity/identity-store.ts';
import { checkMayListen } from './identity/may-listen.ts';
import { warnOfExpiry } from './identity/warn-of-expiry.ts';
import { PerformedSession } from './perform-session.ts';
import { takeFiles } from './put/take-files.ts';
import { recover } from './recovery/recover.ts';
import { serveResults } from './results/serve-results.ts';
import { findStepUser } from './run-as/step-user.ts';
import { serveControl } from './serve-control.ts';
import { SpoolKeeper } from './spool/spool-keeper.ts';
import { inheritGroups } from './storage/noted-groups.ts';
import { openStateFolder } from './storage/state-folder.ts';

/** How a player is to be. */
export interface PlayerOptions
  extends Pick<ServeOptions, 'host' | 'port' | 'version' | 'self' | 'insecureNetwork' | 'allowedConductor'> {
  /** Where journals and spools are kept; must be this player's alone. */
  readonly stateFolder: string;
  /** Names of variables that steps inherit besides the usual ones. */
  readonly passedVariables: readonly string[];
  /** Told what a person at the host may want to know, one sentence each. */
  readonly onLog: (text: string) => void;
  /** Told of each journal entry as it is written. */
  readonly onEntry?: (entry: JournalEntry) => void;
  /** What to say on this host to enroll the player, for messages. Default: `player enroll`. */
  readonly enrollWith?: string;
  /** What reboots this host when a test wants that; `null`: tests may not. Default: `null`. */
  readonly rebootCommand?: string | null;
  /** The user that steps run as. Default: the player's own. */
  readonly runAs?: string | null;
  readonly tokenFolder?: string;
  /** Default: the clocks of this machine. */
  readonly clock?: Clock;
  /** Default: `DEFAULT_HOST_LIMITS`. */
  readonly limits?: HostLimits;
  /** Default: the best that this host offers. Ended with the player. */
  readonly containment?: Containment;
  /** Who forks. Default: the player's own process; for very many players in one, a forker that they share. */
  readonly fork?: Fork;
}

/** A player that listens. Disposing it ends it at once, whatever it owes; `leave` ends it in order. */
export interface RunningPlayer extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  readonly facts: HostFacts;
  /** `conductor://<lab>/player/<name>`; `null` while it is not enrolled. */
  readonly identity: string | null;
  /** Stops what runs, pays the Reset that is owed, then resolves `left`. `signal` is named as the reason. */
  leave(signal: string): void;
  readonly left: Promise<void>;
}

/**
 * Starts a player: what earlier lives of it left is brought to its end before it listens. Rejects with a ConductorError:
 * `usage` when steps cannot run as the user that is asked for; `storage` when its state folder cannot be used; `bind` when
 * its address cannot be listened on, or nobody could command it there; with the reason of the signal when that is aborted
 * before it listens, which leaves a guardian that is paying a Reset alone.
 */
export async function startPlayer(options: PlayerOptions, signal: AbortSignal = NEVER): Promise<RunningPlayer> {
  const { clock = systemClock, onLog, limits = DEFAULT_HOST_LIMITS, runAs = null, fork = forkHere } = options;
  const stepUser = runAs === null ? null : await findStepUser(runAs);
  for (const warning of stepUser?.warnings ?? []) onLog(warning);
  const state = openStateFolder(options.stateFolder);
  const audit = openAudit(state, clock, onLog);
  const callers = new CallerAudit(audit, clock);
  const listAudit = new CallerListAudit(audit);
  const onCallers = (list: CallerList, by: string | null) => listAudit.look(list, by);
  const identity = new IdentityStore(identityFolder(state.path), { clock, onLog, onCallers });
  const keeper = new SpoolKeeper({ stateFolder: state.path, limits, clock, onLog });
  const containing = Promise.resolve(
    options.containment ?? bestContainment(markSequence(), limits.maxProcesses, onLog),
  );
  // Who awaits it hears of its failure; nobody may be there yet.
  containing.catch(() => undefined);
  let session: PerformedSession | null = null;
  let expiry: Disposable | null = null;
  const end = async (reason: string) => {
    expiry?.[Symbol.dispose]();
    session?.[Symbol.dispose]();
    await keeper[Symbol.asyncDispose]();
    await containing.then(
      (containment) => containment[Symbol.asyncDispose](),
      // There is nothing to give back, and why is what the player ends with.
      () => undefined,
    );
    callers[Symbol.dispose]();
    // The last record: without it the next life takes this one for one that was killed.
    audit.note({ kind: 'player-ended', reason });
    await audit[Symbol.asyncDispose]();
    state[Symbol.dispose]();
  };
  try {
    identity.check();
    await checkMayListen({ enrollWith: 'player enroll', ...options }, identity, clock.now());
    expiry = warnOfExpiry(identity, clock, onLog);
    const inherited = inheritedEnvironment(process.env, options.passedVariables);
    const environment = { ...inherited, ...stepUser?.environment };
    const become = stepUser?.become ?? [];
    const { reserveFile } = keeper;
    const user = stepUser?.name ?? userName();
    const steps = { environment, become, user, fork };
    const { self, version } = options;
    const boot = await bootId();
    audit.note({ kind: 'player-started', self, version, bootId: boot, before: audit.before });
    listAudit.begin(identity.listed());
    const containment = await containing;
    const ground = { ...steps, reserveFile, containment, bootId: boot, clock, audit, onLog };
    const { earlier, takenUp } = await recover(state.path, ground, signal);
    inheritGroups(state.path, containment.groups);
    await keeper.tidy();
    const left = Promise.withResolvers<void>();
    session = new PerformedSession({
      ...ground,
      stateFolder: state.path,
      keeper,
      callers,
      earlier,
      takenUp,
      rebootCommand: options.rebootCommand ?? null,
      onEntry: options.onEntry ?? (() => undefined),
      onLeave: left.resolve,
    });
    const parts = { session, containment, audit, callers, left: left.promise, end };
    const player = await serveSession({ ...options, identity, runAs: stepUser?.name ?? null }, parts);
    await takenUp?.settle();
    return player;
  } catch (error) {
    await end(systemReason(error));
    throw error;
  }
}

/** What a player that listens is made of. */
interface PlayerParts {
  readonly session: PerformedSession;
  readonly containment: Containment;
  readonly audit: AuditLog;
  readonly callers: CallerAudit;
  readonly left: Promise<void>;
  readonly end: (reason: string) => Promise<void>;
}

async function serveSession(
  options: PlayerOptions & { readonly identity: IdentityStore },
  { session, containment, audit, callers, left, end }: PlayerParts,
): Promise<RunningPlayer> {
  const facts = await hostFacts(options.version, containment.level, options.runAs);
  let whyEnded = 'it was ended at once';
  const listener = await servePlayer({
    ...options,
    facts,
    condition: () => session.condition(),
    onRefused(sentence, count) {
      options.onLog(sentence);
      callers.refused(sentence, count);
    },
    onControl(call) {
      callers.greeted('conductor', call.peer);
      return serveControl(call, session);
    },
    onDelivery(call) {
      callers.greeted('conductor', call.peer);
      return takeFiles(call, { stateFolder: options.stateFolder, holder: () => session.holder });
    },
    onResults(call) {
      callers.greeted('collector', call.peer);
      return serveResults(call, (follow, closed) => session.findTrial(follow, closed));
    },
  });
  const certified = options.identity.credentials()?.certified;
  const identity = certified ? identityUri(certified.identity) : null;
  audit.note(listeningEntry(listener, identity, options));
  return {
    host: listener.host,
    port: listener.port,
    facts,
    identity,
    leave(reason) {
      whyEnded = reason;
      session.tell({ kind: 'leave-asked', signal: reason });
    },
    left,
    async [Symbol.asyncDispose]() {
      // Before the conversations end: the session would take that for the loss of its conductor, and begin Reset.
      session[Symbol.dispose]();
      await listener[Symbol.asyncDispose]();
      await end(whyEnded);
    },
  };
}

function listeningEntry(
  { host, port }: PlayerListener,
  identity: string | null,
  { insecureNetwork, allowedConductor }: PlayerOptions,
): AuditEntry {
  const beyond = insecureNetwork ? 'nothing' : 'certificate';
  return {
    kind: 'player-listens',
    host,
    port,
    identity,
    demands: isLoopback(host) ? 'token' : beyond,
    allowedConductor,
  };
}

const NEVER = new AbortController().signal;

/** The best that this host offers; what it does not is said. */
async function bestContainment(
  marks: MarkSequence,
  maxProcesses: number | null,
  onLog: (text: string) => void,
): Promise<Containment> {
  const { containment, whyUnbounded } = await chooseContainment(marks, maxProcesses);
  if (whyUnbounded !== null) onLog(`a step may start as many processes as this host allows: ${whyUnbounded}`);
  return containment;
}
