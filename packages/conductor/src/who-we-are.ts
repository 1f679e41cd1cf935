import { readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';

/** `user@host`: who conducts. A user without a name is told by number. */
export function conductorName(): string {
  return `${userName()}@${hostname()}`;
}

/** `user@host (pid 4711)`: what a second conductor is told about the one that holds a player. */
export function processName(): string {
  return `${conductorName()} (pid ${process.pid})`;
}

/** The version of this package. */
export function conductorVersion(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return manifest.version;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // In a container, a user may have a number and no entry in the password file.
    return String(process.getuid?.() ?? 'user');
  }
}
