import { userName } from '../host-facts.ts';
import { type Finding, green } from './finding.ts';

/** As whom steps run. */
export function examineUser(): Finding {
  const uid = process.getuid?.();
  const may = uid === 0 ? 'steps may do anything on this host' : 'steps may do what this user may';
  return green('user', `${userName()} (${uid}): ${may}`);
}
