import type { DialOptions } from '@conductor/protocol';
import type { ConductOptions } from './conduct-options.ts';
import { conductorVersion, processName } from './who-we-are.ts';

/** How this program dials players. */
export function dialOptions({
  insecureNetwork = false,
  lab = null,
  tokenFolders,
}: Pick<ConductOptions, 'insecureNetwork' | 'lab' | 'tokenFolders'>): DialOptions {
  const identity = { self: processName(), version: conductorVersion(), insecureNetwork, lab };
  return tokenFolders ? { ...identity, tokenFolders } : identity;
}
