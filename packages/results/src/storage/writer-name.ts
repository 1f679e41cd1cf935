import { hostname, userInfo } from 'node:os';

/** `user@host`: whose program this is. A user without a name is told by number. */
export function userName(): string {
  return `${nameOfUser()}@${hostname()}`;
}

/** `user@host (pid 4711)`: this program, as others are told of it. */
export function writerName(): string {
  return `${userName()} (pid ${process.pid})`;
}

function nameOfUser(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'nobody');
  }
}
