import { type PlayerListener, servePlayer } from '@conductor/protocol';
import { ConductorError, FREE_CONDITION, systemClock } from '@conductor/types';
import { chooseContainment } from '../containment/choose-containment.ts';
import { markSequence } from '../containment/mark.ts';
import { hostFacts } from '../host-facts.ts';
import { openStateFolder } from '../storage/state-folder.ts';
import { identityFolder, makeIdentityFolder } from './identity-folder.ts';
import { IdentityStore } from './identity-store.ts';

/** Where enrollment is served while no player runs. */
export interface EnrollmentDeskOptions {
  readonly host: string;
  readonly port: number;
  readonly stateFolder: string;
  readonly version: string;
  readonly self: string;
  readonly onLog: (text: string) => void;
}

/**
 * Listens where the player would, and serves nothing but the enrollment that is open. Rejects with a ConductorError `storage` when
 * the state folder cannot be used, `bind` when the address cannot be listened on.
 */
export async function serveEnrollment(options: EnrollmentDeskOptions): Promise<PlayerListener> {
  const { onLog, stateFolder, version } = options;
  const state = openStateFolder(stateFolder);
  try {
    const folder = identityFolder(state.path);
    makeIdentityFolder(folder);
    // That it was enrolled is what "player enroll" itself ends with.
    const store = new IdentityStore(folder, { clock: systemClock, onLog, onEnrolled: () => undefined });
    const facts = await hostFacts(version, await containmentLevel());
    const listener = await servePlayer({
      ...options,
      insecureNetwork: false,
      allowedConductor: null,
      identity: store,
      facts,
      condition: () => FREE_CONDITION,
      onRefused: onLog,
      onControl: notYet,
      onResults: notYet,
    });
    return {
      host: listener.host,
      port: listener.port,
      async [Symbol.asyncDispose]() {
        await listener[Symbol.asyncDispose]();
        state[Symbol.dispose]();
      },
    };
  } catch (error) {
    state[Symbol.dispose]();
    throw error;
  }
}

async function notYet(): Promise<never> {
  throw new ConductorError('busy', 'this player is being enrolled, and runs nothing; start it when that is done');
}

async function containmentLevel() {
  const { containment } = await chooseContainment(markSequence(), null);
  await using _containment = containment;
  return containment.level;
}
