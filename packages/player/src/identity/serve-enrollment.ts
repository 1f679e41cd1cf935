import { type PlayerListener, servePlayer } from '@conductor/protocol';
import { ConductorError, FREE_CONDITION, systemClock } from '@conductor/types';
import { CallerAudit } from '../audit/caller-audit.ts';
import { CallerListAudit } from '../audit/caller-list-audit.ts';
import { openAudit } from '../audit/open-audit.ts';
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
 * Listens where the player would, and serves nothing but the enrollment that is open: to the audit log it is a player that had a
 * short life. Rejects with a ConductorError `storage` when the state folder cannot be used, `bind` when the address cannot be
 * listened on.
 */
export async function serveEnrollment(options: EnrollmentDeskOptions): Promise<PlayerListener> {
  const { onLog, stateFolder, version, self } = options;
  const state = openStateFolder(stateFolder);
  const audit = openAudit(state, systemClock, onLog);
  const callers = new CallerAudit(audit, systemClock);
  const listAudit = new CallerListAudit(audit);
  const end = async () => {
    await audit[Symbol.asyncDispose]();
    state[Symbol.dispose]();
  };
  try {
    const folder = identityFolder(state.path);
    makeIdentityFolder(folder);
    const store = new IdentityStore(folder, {
      clock: systemClock,
      onLog,
      onCallers: (list, by) => listAudit.look(list, by),
      // That it was enrolled is what "player enroll" itself ends with.
      onEnrolled: () => undefined,
    });
    const listed = store.listed();
    const facts = await hostFacts(version, await containmentLevel());
    const listener = await servePlayer({
      ...options,
      insecureNetwork: false,
      allowedConductor: null,
      identity: store,
      facts,
      condition: () => FREE_CONDITION,
      onRefused(sentence, count) {
        onLog(sentence);
        callers.refused(sentence, count);
      },
      onControl: notYet,
      onResults: notYet,
    });
    audit.note({ kind: 'player-started', self, version, bootId: facts.bootId, before: audit.before });
    listAudit.begin(listed);
    return {
      host: listener.host,
      port: listener.port,
      async [Symbol.asyncDispose]() {
        await listener[Symbol.asyncDispose]();
        callers[Symbol.dispose]();
        audit.note({ kind: 'player-ended', reason: 'it was there to be enrolled only' });
        await end();
      },
    };
  } catch (error) {
    await end();
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
