import { everyChange, outermost, withoutFollowers } from './essence.ts';
import type { HostItem } from './host-item.ts';
import { readFirewall } from './read-firewall.ts';
import { readAddresses, readLinks, readModules, readRoutes, readRules } from './read-linux.ts';
import { readMountinfo } from './read-mounts.ts';
import { readSockets } from './read-sockets.ts';
import { readSysctls } from './read-sysctls.ts';

/** What nft does not show: rules that came by an older way. Only where there are some, since asking makes tables. */
const FIREWALL = `
if command -v nft >/dev/null; then
  nft -s list ruleset || exit
  suffix=-legacy-save
elif command -v iptables-save >/dev/null; then
  suffix=-save
else
  echo 'neither nft nor iptables-save is installed' >&2; exit 1
fi
for family in ip ip6; do
  [ -s /proc/net/\${family}_tables_names ] || [ "$suffix" = -save ] || continue
  command -v \${family}tables$suffix >/dev/null || continue
  echo "@\${family}tables"
  \${family}tables$suffix || exit
done`;

/** Reading the files themselves serves where nobody has installed sysctl. Some can only be written to. */
const SYSCTLS = `
if command -v sysctl >/dev/null; then sysctl -a 2>/dev/null
else cd /proc/sys && grep -rs '' net kernel vm fs
fi
:`;

/** Looking may load modules, so these are looked at last. */
export const LINUX_ITEMS: readonly HostItem[] = [
  { name: 'links', command: 'ip -o link show', read: readLinks, counts: 'all', essence: outermost },
  { name: 'addresses', command: 'ip -o addr show', read: readAddresses, counts: 'all', essence: everyChange },
  {
    name: 'routes',
    command: 'ip -o -4 route show table all && ip -o -6 route show table all',
    read: readRoutes,
    counts: 'all',
    essence: everyChange,
  },
  {
    name: 'rules',
    command: 'ip -o -4 rule show || exit\necho @inet6\nip -o -6 rule show 2>/dev/null\n:',
    read: readRules,
    counts: 'all',
    essence: everyChange,
  },
  { name: 'sysctls', command: SYSCTLS, read: readSysctls, counts: 'values', essence: withoutFollowers },
  { name: 'firewall', command: FIREWALL, read: readFirewall, counts: 'all', essence: outermost },
  {
    name: 'sockets',
    command: 'cat /proc/sys/net/ipv4/ip_local_port_range && ss -Hltun',
    read: readSockets,
    counts: 'all',
    essence: everyChange,
  },
  { name: 'mounts', command: 'cat /proc/self/mountinfo', read: readMountinfo, counts: 'all', essence: everyChange },
  {
    name: 'modules',
    command: '[ ! -e /proc/modules ] || cat /proc/modules',
    read: readModules,
    counts: 'all',
    essence: everyChange,
  },
];
