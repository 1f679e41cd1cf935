import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Tool } from './tool-settings.ts';

/** Where a program's settings file is: `conduct` belongs to a user, `player` to a host. */
export function settingsPath(tool: Tool, env: NodeJS.ProcessEnv): string {
  if (tool === 'player') return '/etc/conductor/player.ini';
  // A relative path in XDG_CONFIG_HOME is to be ignored: XDG Base Directory Specification.
  const stated = env['XDG_CONFIG_HOME'] ?? '';
  const folder = isAbsolute(stated) ? stated : join(env['HOME'] || homedir(), '.config');
  return join(folder, 'conductor', 'conductor.ini');
}
