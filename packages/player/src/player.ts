import { type ControlCall, type PlayerListener, type ServeOptions, servePlayer } from '@conductor/protocol';
import { type Clock, type HostFacts, type JournalEntry, systemClock } from '@conductor/types';
import { chooseContainment } from './containment/choose-containment.ts';
import type { Containment } from './containment/containment.ts';
import { type MarkSequence, markSequence } from './containment/mark.ts';
import { inheritedEnvironment } from './gate/step-environment.ts';
import { bootId, hostFacts } from './host-facts.ts';
import { DEFAULT_HOST_LIMITS, type HostLimits } from './host-limits.ts';
import { PerformedSession } from './perform-session.ts';
import { serveResults } from './results/serve-results.ts';
import type { CallId } from './session/session.ts';
import { SpoolKeeper } from './spooled/spool-keeper.ts';
import { type KeptTrialFolder, keptTrials } from './storage/kept-runs.ts';
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
  readonly tokenFolder?: string;
  /** Default: the clocks of this machine. */
  readonly clock?: Clock;
  /** Default: `DEFAULT_HOST_LIMITS`. */
  readonly limits?: HostLimits;
  /** Default: the best that this host offers. Ended with the player. */
  readonly containment?: Containment;
}

/** A player that listens. Disposing it ends it at once, whatever it owes; `leave` ends it in order. */
export interface RunningPlayer extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  readonly facts: HostFacts;
  /** Stops what runs, pays the Reset that is owed, then resolves `left`. `signal` is named as the reason. */
  leave(signal: string): void;
  readonly left: Promise<void>;
}

/**
 * Starts a player. Rejects with a ConductorError: `storage` when its state folder cannot be used, `bind` when its address
 * cannot be listened on.
 */
export async function startPlayer(options: PlayerOptions): Promise<RunningPlayer> {
  const { clock = systemClock, onLog } = options;
  const state = openStateFolder(options.stateFolder);
  for (const kept of keptTrials(state.path)) onLog(describeKept(kept));
  const { limits = DEFAULT_HOST_LIMITS } = options;
  const keeper = new SpoolKeeper({ stateFolder: state.path, limits, clock, onLog });
  await keeper.tidy();
  const containment = options.containment ?? (await bestContainment(markSequence(), limits.maxProcesses, onLog));
  const facts = await hostFacts(options.version, containment.level);
  const left = Promise.withResolvers<void>();
  const session = new PerformedSession({
    stateFolder: state.path,
    keeper,
    reserveFile: keeper.reserveFile,
    containment,
    bootId: await bootId(),
    environment: inheritedEnvironment(process.env, options.passedVariables),
    clock,
    onEntry: options.onEntry ?? (() => undefined),
    onLog,
    onLeave: left.resolve,
  });
  const end = async () => {
    session[Symbol.dispose]();
    await keeper[Symbol.asyncDispose]();
    await containment[Symbol.asyncDispose]();
    state[Symbol.dispose]();
  };
  let listener: PlayerListener;
  try {
    listener = await servePlayer({
      ...options,
      facts,
      condition: () => session.condition(),
      onRefused: onLog,
      onControl: (call) => serveControl(call, session),
      onResults: (call) => serveResults(call, (follow, signal) => session.findTrial(follow, signal)),
    });
  } catch (error) {
    await end();
    throw error;
  }
  return {
    host: listener.host,
    port: listener.port,
    facts,
    leave: (signal) => session.tell({ kind: 'leave-asked', signal }),
    left: left.promise,
    async [Symbol.asyncDispose]() {
      // Before the conversations end: the session would take that for the loss of its conductor, and begin Reset.
      session[Symbol.dispose]();
      await listener[Symbol.asyncDispose]();
      await end();
    },
  };
}

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

function describeKept({ path, state }: KeptTrialFolder): string {
  switch (state) {
    case 'owed':
      return `the player ended in the middle of a trial, and its Reset may be owed: see ${path}`;
    case 'not-begun':
      return `the player ended before a trial had begun: see ${path}`;
    case 'closed':
      return `results of an earlier run were not collected: see ${path}`;
    default:
      return state satisfies never;
  }
}

let calls: CallId = 0;

/** One conductor: what it says goes to the session, what the session answers goes back. */
async function serveControl(call: ControlCall, session: PerformedSession): Promise<void> {
  calls += 1;
  const id = calls;
  const over = Promise.withResolvers<string>();
  let sent: Promise<void> = Promise.resolve();
  session.addCall(id, {
    reply(reply) {
      // A reply that finds nobody is no news: the end of the conversation is told anyhow.
      sent = call.send(reply).catch(() => undefined);
    },
    hangUp: () => over.resolve('the player ended the conversation'),
  });
  const cause = await Promise.race([over.promise, listen(call, id, session)]);
  await sent;
  session.endCall(id, cause);
}

/** Resolves with the reason why nothing more will be said. */
async function listen(call: ControlCall, id: CallId, session: PerformedSession): Promise<string> {
  const who = call.peer.name;
  try {
    for await (const request of call.frames) session.tell({ kind: 'command', call: id, who, request });
    return `the conductor ${who} ended the conversation`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
