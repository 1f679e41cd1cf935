import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the token files of this user's players are, best first: `$XDG_RUNTIME_DIR/conductor`, then
 * `~/.local/state/conductor/run`. A player writes to the first that it may use; a caller looks into each.
 */
export function tokenFolders(env: NodeJS.ProcessEnv): readonly string[] {
  const runtime = env['XDG_RUNTIME_DIR'];
  const home = env['HOME'] || homedir();
  const state = join(home, '.local/state/conductor/run');
  return runtime?.startsWith('/') ? [join(runtime, 'conductor'), state] : [state];
}
