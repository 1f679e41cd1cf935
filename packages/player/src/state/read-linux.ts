import { entriesOf, type HostEntries } from './host-item.ts';

/**
 * `ip -o link show`: each link, and how it is set. Whether there is a carrier, and numbers that are given anew, are left
 * out.
 */
export function readLinks(text: string): HostEntries {
  return new Map(linesOf(text).flatMap(linkEntries));
}

function linkEntries(line: string): [string, string][] {
  const [, name, flags = '', rest = ''] = /^\d+: ([^:@\s]+)(?:@\S+)?: <([^>]*)>(.*)$/.exec(line) ?? [];
  if (name === undefined) return [];
  const words = flags.split(',');
  const plain = rest.replaceAll('\\', ' ');
  const found = (key: string, pattern: RegExp): [string, string][] => {
    const value = pattern.exec(plain)?.[1];
    return value === undefined ? [] : [[`${name} ${key}`, value]];
  };
  return [
    [name, ''],
    [`${name} state`, words.includes('UP') ? 'up' : 'down'],
    ...FLAGS.filter(([flag]) => words.includes(flag)).map(([, word]): [string, string] => [`${name} ${word}`, 'on']),
    ...SETTINGS.flatMap((key) => found(key, new RegExp(` ${key} (\\S+)`))),
    ...found('hardware address', /link\/\S+ (\S+)/),
  ];
}

const FLAGS = [
  ['PROMISC', 'promisc'],
  ['ALLMULTI', 'allmulticast'],
] as const;
const SETTINGS = ['mtu', 'qdisc', 'master', 'qlen'] as const;

/** `ip -o addr show`. Addresses that a router or the host itself makes up, and that come and go, are left out. */
export function readAddresses(text: string): HostEntries {
  const names = linesOf(text).flatMap((line) => {
    const [, link, family, address, rest = ''] = /^\d+: (\S+)\s+(inet6?) (\S+) (.*)$/.exec(line) ?? [];
    const isMadeUp = family === 'inet6' && /\b(dynamic|temporary|mngtmpaddr)\b/.test(rest);
    return link === undefined || isMadeUp ? [] : [`${link} ${family} ${address}`];
  });
  return new Map(names.map((name) => [name, '']));
}

/** `ip -o route show table all`. Routes that the kernel makes of addresses, and those that routers announce, are left out. */
export function readRoutes(text: string): HostEntries {
  const names = linesOf(text)
    .filter((line) => !/ proto (kernel|ra)\b| expires \d/.test(line))
    .map((line) =>
      line
        .replaceAll(/ (linkdown|dead|pref medium|nhid \d+)(?= |$)/g, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );
  // Some tables are shown by both families.
  return new Map(names.map((name) => [name, '']));
}

/** `ip -o rule show` of both families, with a line `@inet6` between. */
export function readRules(text: string): HostEntries {
  const [inet = '', inet6 = ''] = text.split('@inet6\n');
  const plain = (line: string) => line.replaceAll(/\s+/g, ' ').trim();
  return entriesOf([...linesOf(inet).map(plain), ...linesOf(inet6).map((line) => `inet6 ${plain(line)}`)]);
}

/** `/proc/modules`: names only, since who uses them, and where they are, changes by itself. */
export function readModules(text: string): HostEntries {
  return entriesOf(linesOf(text).flatMap((line) => line.split(' ')[0] ?? []));
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
