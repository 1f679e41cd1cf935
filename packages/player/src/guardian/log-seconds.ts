import { readFileSync } from 'node:fs';

/** The clock by which the script stamps its log: seconds since boot where /proc tells them, else seconds since 1970. */
export function logSeconds(): string {
  try {
    return readFileSync('/proc/uptime', 'utf8').split(' ')[0] ?? '';
  } catch {
    return String(Math.floor(Date.now() / 1000));
  }
}
