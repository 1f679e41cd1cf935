import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where the keys of this user's lab are, unless somebody says otherwise: `$XDG_CONFIG_HOME/conductor/lab`, else `~/.config/conductor/lab`. */
export function labFolder(env: NodeJS.ProcessEnv): string {
  // A relative path in XDG_CONFIG_HOME is to be ignored: XDG Base Directory Specification.
  const stated = env['XDG_CONFIG_HOME'] ?? '';
  const folder = isAbsolute(stated) ? stated : join(env['HOME'] || homedir(), '.config');
  return join(folder, 'conductor', 'lab');
}
