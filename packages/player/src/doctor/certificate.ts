import { daysLeft, identityUri, WARNED_DAYS } from '@conductor/protocol';
import { systemClock, systemReason } from '@conductor/types';
import { readEnrollment } from '../identity/enrollment-file.ts';
import { checkIdentityFolder, identityFolder } from '../identity/identity-folder.ts';
import { isOnLoopback } from '../identity/may-listen.ts';
import { type PlayerCredentials, readCredentials } from '../identity/player-credentials.ts';
import { type Finding, green, red, yellow } from './finding.ts';
import type { Plan } from './plan.ts';

const NAME = 'certificate';

/** What the player shows on the network, and for how long that is good. */
export async function examineCertificate(plan: Plan): Promise<Finding> {
  const folder = identityFolder(plan.stateFolder);
  try {
    checkIdentityFolder(folder);
    const credentials = readCredentials(folder);
    return credentials === null ? await withoutCertificate(plan, folder) : await described(credentials, plan);
  } catch (error) {
    return red(NAME, systemReason(error), `mend that, or enroll the player anew: ${plan.enrollWith}`);
  }
}

async function withoutCertificate(plan: Plan, folder: string): Promise<Finding> {
  if (await isOnLoopback(plan.host)) return green(NAME, 'none, and none is needed on loopback');
  const advice = `enroll the player: ${plan.enrollWith}`;
  const open = readEnrollment(folder);
  if (open !== null && open.expires > systemClock.now()) {
    const text = `none: the player waits to be enrolled, until ${open.expires.toISOString()}`;
    return yellow(NAME, text, 'say on the conductor what player enroll has shown');
  }
  const text = 'none: the player is not enrolled';
  return plan.insecureNetwork ? yellow(NAME, text, advice) : red(NAME, text, advice);
}

async function described({ certified }: PlayerCredentials, plan: Plan): Promise<Finding> {
  const uri = identityUri(certified.identity);
  const days = daysLeft(certified.notAfter, systemClock.now());
  const anew = `enroll the player anew: ${plan.enrollWith}`;
  if (days < 0) {
    const text = `${uri}: it expired at ${certified.notAfter.toISOString()}`;
    return (await isOnLoopback(plan.host)) ? yellow(NAME, text, anew) : red(NAME, text, anew);
  }
  const text = `${uri}: ${days} days left`;
  if (days >= WARNED_DAYS) return green(NAME, text);
  return yellow(NAME, text, `let conduct dial the player, which renews it; after the last day, ${anew}`);
}
