import { ConductorError } from '@conductor/types';
import type { ExpectedPlayer, LabAccess } from '../identity/lab-access.ts';
import type { PlayerAddress } from '../player-address.ts';
import { entryFinder } from './entry-finder.ts';
import { playerEntries } from './lab-entries.ts';
import { type CallerRole, readCredentials } from './lab-keys.ts';
import type { PlayerEntry } from './player-entry.ts';
import { whileFresh } from './while-fresh.ts';

/**
 * What the folder of a lab says, each time that it is asked: another program may enroll and revoke players in it at any moment.
 * A folder that is not there is a lab in which nobody is enrolled.
 */
export function openLab(folder: string, role: CallerRole): LabAccess {
  const entries = playerEntries(folder);
  const players = whileFresh(async () => {
    const { entries: readable, faults } = await entries.readable();
    return { find: entryFinder(readable), faults };
  });
  // The same object as long as it is fresh: what TLS makes of it is made once, too.
  const credentials = whileFresh(() => readCredentials(folder, role));
  return {
    async credentials() {
      const found = await credentials();
      if (found !== null) return found;
      throw new ConductorError('identity', `there is no lab in ${folder}; ${TWO_COMMANDS}`);
    },
    async expectPlayer(address) {
      const { find, faults } = await players();
      const entry = find(address);
      // The one that cannot be read may be the one that is asked for.
      for (const fault of entry === null ? faults : []) throw fault;
      return expected(entry, address, folder);
    },
  };
}

const TWO_COMMANDS =
  'say "player enroll" on its host, and here the line that it prints; or name the folder of its lab with --lab';

function expected(entry: PlayerEntry | null, { host }: PlayerAddress, folder: string): ExpectedPlayer {
  if (entry === null) return nobody(`it is not enrolled in ${folder}; ${TWO_COMMANDS}`);
  const { name, address, identity, key: spkiHash, revoked } = entry;
  if (revoked !== null) {
    const who = address.startsWith(host) ? '' : ` (enrolled as ${name} at ${address})`;
    const wayBack = 'if it is to be trusted again, enroll it again, with --replace';
    return nobody(`it was revoked by ${revoked.by} at ${revoked.since.toISOString()}${who}; ${wayBack}`);
  }
  return { kind: 'player', identity, spkiHash };
}

function nobody(because: string): ExpectedPlayer {
  return { kind: 'nobody', because };
}
