import { formatAddress, tokenFolders } from '@conductor/protocol';
import { userName } from '../host-facts.ts';
import { isOnLoopback } from '../identity/may-listen.ts';
import { folderFault } from '../storage/private-folder.ts';
import { type Finding, green, red, yellow } from './finding.ts';
import { examineObeyed } from './obeyed.ts';
import type { Plan } from './plan.ts';

const NAME = 'who commands';

/** Who may command a player that listens there. */
export async function examineCommanders(plan: Plan): Promise<Finding> {
  const { host, port, insecureNetwork, allowedConductor } = plan;
  if (await isOnLoopback(host)) return examineToken();
  const place = formatAddress(host, port);
  if (!insecureNetwork) return examineObeyed(NAME, place, plan);
  const who = allowedConductor === null ? `whoever reaches ${place}` : `whoever sends from ${allowedConductor}`;
  const text = `${who} may run any command here as ${userName()}: there is no TLS (--insecure-network)`;
  const advice = 'use it in a network of your own only';
  return yellow(
    NAME,
    text,
    allowedConductor === null ? `${advice}; conductor: in the player file names who may` : advice,
  );
}

/** On loopback: who can read a file that only this user can. */
function examineToken(): Finding {
  const folders = tokenFolders(process.env);
  const faults = folders.map((folder) => ({ folder, fault: folderFault(folder) }));
  const usable = faults.find(({ fault }) => fault === null);
  const readers = process.getuid?.() === 0 ? 'root alone' : `${userName()} and root`;
  if (usable) return green(NAME, `who can read a token in ${usable.folder}: ${readers}`);
  const reasons = faults.map(({ folder, fault }) => `${folder}: ${fault}`).join('; ');
  return red(
    NAME,
    `nobody: no token can be kept (${reasons})`,
    'let HOME or XDG_RUNTIME_DIR name a folder of this user',
  );
}
