import { identityUri } from '@conductor/protocol';
import { systemClock, systemReason } from '@conductor/types';
import { isObeyed } from '../identity/caller-list.ts';
import { identityFolder } from '../identity/identity-folder.ts';
import { IdentityStore } from '../identity/identity-store.ts';
import { type Finding, green, red } from './finding.ts';
import type { Plan } from './plan.ts';

/** Whom a player obeys that listens for TLS. */
export function examineObeyed(name: string, place: string, { stateFolder, enrollWith }: Plan): Finding {
  try {
    const store = new IdentityStore(identityFolder(stateFolder), { clock: systemClock, onLog: () => undefined });
    store.check();
    const credentials = store.credentials();
    if (credentials === null) {
      const advice = `${enrollWith}; or say --insecure-network if you trust everybody who reaches it, or listen on 127.0.0.1`;
      return red(name, `nobody: a player does not listen on ${place} without a certificate`, advice);
    }
    const listed = store.listed();
    const obeyed = listed.filter(isObeyed);
    if (obeyed.length === 0) {
      const why = listed.length === 0 ? 'its list is empty' : 'all on its list are revoked';
      const { lab } = credentials.certified.identity;
      return red(name, `nobody: ${why}`, `say who may: player callers --allow conductor://${lab}/conductor/NAME`);
    }
    return green(name, `over TLS: ${obeyed.map(({ identity }) => identityUri(identity)).join(', ')}`);
  } catch (error) {
    return red(name, `nobody: ${systemReason(error)}`, `mend that, or enroll the player anew: ${enrollWith}`);
  }
}
