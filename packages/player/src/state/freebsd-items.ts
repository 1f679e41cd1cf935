import { everyChange, outermost, withoutFollowers } from './essence.ts';
import type { HostItem } from './host-item.ts';
import { readRuleLines } from './read-firewall.ts';
import { readIfconfigAddresses, readIfconfigLinks, readKldstat, readNetstat } from './read-freebsd.ts';
import { readFstab } from './read-mounts.ts';
import { readSockstat } from './read-sockets.ts';
import { readFreebsdSysctls } from './read-sysctls.ts';

const RANGE = 'sysctl -n net.inet.ip.portrange.first net.inet.ip.portrange.last';
/** A filter that is not loaded has no rules; asking for them would only fail. */
const FIREWALL = `
if kldstat -qm pf; then pfctl -sr && pfctl -sn || exit; fi
if kldstat -qm ipfw; then ipfw list || exit; fi`;

/** Not run here: taken from the manuals of FreeBSD 14. */
export const FREEBSD_ITEMS: readonly HostItem[] = [
  { name: 'links', command: 'ifconfig -a', read: readIfconfigLinks, counts: 'all', essence: outermost },
  { name: 'addresses', command: 'ifconfig -a', read: readIfconfigAddresses, counts: 'all', essence: everyChange },
  { name: 'routes', command: 'netstat -rn', read: readNetstat, counts: 'all', essence: everyChange },
  { name: 'sysctls', command: 'sysctl -aeW', read: readFreebsdSysctls, counts: 'values', essence: withoutFollowers },
  { name: 'firewall', command: FIREWALL, read: readRuleLines, counts: 'all', essence: everyChange },
  { name: 'sockets', command: `${RANGE} && sockstat -l46`, read: readSockstat, counts: 'all', essence: everyChange },
  { name: 'mounts', command: 'mount -p', read: readFstab, counts: 'all', essence: everyChange },
  { name: 'modules', command: 'kldstat', read: readKldstat, counts: 'all', essence: everyChange },
];
