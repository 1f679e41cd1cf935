import type { HostEntries } from './host-item.ts';

/** What changes by itself, or cannot be set back. */
const VOLATILE = [
  /^kernel\.(random|pty|perf|sched|keys|tainted|ns_last_pid|hung_task_detect_count|seccomp)/,
  /^kernel\..*(_count|_nr|last_pid)$/,
  /^fs\..*(-nr|-state|_nr|\.nr)$/,
  /^fs\.(quota|binfmt_misc|nfs|lease)/,
  /^vm\.(drop_caches|compact_memory|stat_refresh|nr_pdflush)/,
  /^net\..*(conntrack_count|fastopen_key|stable_secret|\.flush|rss_key)$/,
  // Told of the link.
  /^net\.ipv6\.conf\..*\.mtu$/,
  /^(sunrpc|dev|debug|user|abi)\./,
];

/** Of FreeBSD only what tests set: its other names are not known here to stay as they are. */
const FREEBSD = /^(net|security|kern\.ipc)\./;
const FREEBSD_VOLATILE =
  /(count|curr|cur|stats?|entries|time|seed|sockets|last|secret|inuse|isn)(\.|$)|^kern\.ipc\.(pipe|mb|num|max[a-z]*avail)/;

/** `sysctl -a` (`name = value`), or the files below /proc/sys (`net/ipv4/ip_forward:0`). */
export function readSysctls(text: string): HostEntries {
  const entries = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, spelling, sign, value = ''] = /^([^\s:=]+)( = ?|:)(.*)$/.exec(line) ?? [];
    if (spelling === undefined) continue;
    const name = sign === ':' ? spelling.replaceAll('/', '.') : spelling;
    if (!VOLATILE.some((one) => one.test(name))) add(entries, name, value);
  }
  return entries;
}

/** `sysctl -aeW` of FreeBSD: `name=value`. */
export function readFreebsdSysctls(text: string): HostEntries {
  const entries = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, name, value = ''] = /^([a-z0-9_.%-]+)=(.*)$/i.exec(line) ?? [];
    if (name !== undefined && FREEBSD.test(name) && !FREEBSD_VOLATILE.test(name)) add(entries, name, value);
  }
  return entries;
}

/** A value of several lines is told line by line, with the same name. */
function add(entries: Map<string, string>, name: string, value: string): void {
  const plain = value.replaceAll(/\s+/g, ' ').trim();
  const before = entries.get(name);
  entries.set(name, before === undefined ? plain : `${before} ${plain}`);
}
