import type { HostEntries } from './host-item.ts';

/**
 * Sockets that wait for somebody, after a line with the range of ports that the system gives away: those are of any program,
 * for a while, and are left out.
 */
export function readSockets(text: string): HostEntries {
  const [range = '', ...lines] = text.split('\n');
  const names = lines.flatMap((line) => {
    const [protocol, , , , local = ''] = line.trim().split(/\s+/);
    return protocol === undefined || isGivenAway(local, range) ? [] : [`${protocol} ${local}`];
  });
  return new Map(names.map((name) => [name, '']));
}

/** `sockstat -l46` of FreeBSD, after two lines with that range. */
export function readSockstat(text: string): HostEntries {
  const [first = '', last = '', ...lines] = text.split('\n');
  const names = lines.flatMap((line) => {
    const [user, , , , protocol, local = ''] = line.trim().split(/\s+/);
    const isNone = user === 'USER' || protocol === undefined || isGivenAway(local, `${first} ${last}`);
    return isNone ? [] : [`${protocol} ${local}`];
  });
  return new Map(names.map((name) => [name, '']));
}

/** What has no port is no socket of these. */
function isGivenAway(local: string, range: string): boolean {
  const port = Number(local.slice(local.lastIndexOf(':') + 1));
  const [first = 0, last = 0] = range.trim().split(/\s+/).map(Number);
  return Number.isNaN(port) || local === '' || (port >= first && port <= last);
}
