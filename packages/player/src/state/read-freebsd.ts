import type { HostEntries } from './host-item.ts';

/** `ifconfig -a`: each link, and how it is set. */
export function readIfconfigLinks(text: string): HostEntries {
  const entries = ifconfigLines(text).flatMap(({ link, line, isHead }) =>
    isHead ? headEntries(link, line) : detailEntries(link, line),
  );
  return new Map(entries);
}

function headEntries(link: string, line: string): [string, string][] {
  const flags = /<([^>]*)>/.exec(line)?.[1]?.split(',') ?? [];
  const mtu = / mtu (\d+)/.exec(line)?.[1];
  const entries: [string, string][] = [
    [link, ''],
    [`${link} state`, flags.includes('UP') ? 'up' : 'down'],
  ];
  if (flags.includes('PROMISC')) entries.push([`${link} promisc`, 'on']);
  if (mtu !== undefined) entries.push([`${link} mtu`, mtu]);
  return entries;
}

function detailEntries(link: string, line: string): [string, string][] {
  const [word, value = ''] = line.trim().split(/\s+/);
  if (word === 'ether') return [[`${link} hardware address`, value]];
  return word === 'member:' ? [[`${link} member ${value}`, 'on']] : [];
}

/** `ifconfig -a`: addresses, but those that are made up and come and go. */
export function readIfconfigAddresses(text: string): HostEntries {
  const entries = new Map<string, string>();
  for (const { link, line } of ifconfigLines(text)) {
    const [, family, address, rest = ''] = /^\s+(inet6?) (\S+)(.*)$/.exec(line) ?? [];
    if (family === undefined || /\b(autoconf|temporary)\b/.test(rest)) continue;
    const width = /(?:netmask|prefixlen) (\S+)/.exec(rest)?.[1] ?? '';
    entries.set(`${link} ${family} ${address} ${width}`.trim(), '');
  }
  return entries;
}

/** `netstat -rn`, but routes that the kernel makes of addresses, and those that run out. */
export function readNetstat(text: string): HostEntries {
  const entries = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [destination = '', gateway, flags = '', link = '', expire] = line.trim().split(/\s+/);
    const isRoute = /^[A-Z0-9]*U/.test(flags) && gateway !== undefined;
    if (!isRoute || gateway.startsWith('link#') || expire !== undefined) continue;
    entries.set(`${destination} via ${gateway} dev ${link}`, '');
  }
  return entries;
}

/** `kldstat`: the names of modules. */
export function readKldstat(text: string): HostEntries {
  const names = text.split('\n').flatMap((line) => /^\s*\d+\s+\d+\s+0x\S+\s+\S+\s+(\S+)/.exec(line)?.[1] ?? []);
  return new Map(names.map((name) => [name, '']));
}

interface IfconfigLine {
  readonly link: string;
  readonly line: string;
  readonly isHead: boolean;
}

function ifconfigLines(text: string): IfconfigLine[] {
  let link = '';
  return text.split('\n').flatMap((line) => {
    const head = /^([^\s:]+): flags=/.exec(line)?.[1];
    link = head ?? link;
    return link === '' || line === '' ? [] : [{ link, line, isHead: head !== undefined }];
  });
}
