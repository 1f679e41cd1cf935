import type { HostEntries } from './host-item.ts';

/** What only counts, or runs out by itself. */
const COUNTS = / packets \d+ bytes \d+| used \d+ \S*bytes| expires [^\s,]+|\[\d+:\d+\]/g;

/**
 * `nft list ruleset`, then what iptables-save says after a line `@iptables` or `@ip6tables`. Each table, chain and rule is named
 * with what it is in, so that a table that was left behind is one thing.
 */
export function readFirewall(text: string): HostEntries {
  const entries = new Map<string, string>();
  let within: string[] = [];
  let program: string | null = null;
  for (const raw of text.split('\n')) {
    const line = raw.replaceAll(COUNTS, '').trim();
    if (line === '' || line.startsWith('#') || line === 'COMMIT') continue;
    if (line.startsWith('@')) {
      program = line.slice(1);
      within = [];
    } else if (program !== null) {
      if (line.startsWith('*')) within = [`${program} ${line.slice(1)}`];
      else addSaved(entries, within.join(' '), line);
    } else if (line === '}') {
      within.pop();
    } else if (line.endsWith('{')) {
      within.push(line.slice(0, -1).trim());
      entries.set(within.join(' '), '');
    } else {
      entries.set([...within, line].join(' '), '');
    }
  }
  return entries;
}

/** `:INPUT ACCEPT`, or `-A INPUT -j DROP`. Built-in chains come with whoever asks for their table. */
function addSaved(entries: Map<string, string>, table: string, line: string): void {
  const [, chain, policy = ''] = /^:(\S+) (\S+)/.exec(line) ?? [];
  if (chain === undefined) entries.set(`${table} ${line}`, '');
  else if (policy !== 'ACCEPT') entries.set(`${table} chain ${chain}`, policy);
}

/** `pfctl -sr`, `pfctl -sn`, `ipfw list`: a rule in each line. */
export function readRuleLines(text: string): HostEntries {
  const lines = text.split('\n').map((line) => line.trim());
  return new Map(lines.filter((line) => line !== '' && !line.startsWith('No ALTQ')).map((line) => [line, '']));
}
