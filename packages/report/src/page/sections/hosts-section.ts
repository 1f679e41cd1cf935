import type { HostFacts, NetworkInterface, PlayerSummary, RunResult } from '@conductor/types';
import { formatDuration } from '../../text/quantities.ts';
import { type Html, type HtmlPart, html } from '../html.ts';
import { htmlTable, type TableColumn } from '../html-table.ts';
import { type Changes, changesHtml } from './changes.ts';

const COLUMNS: readonly TableColumn[] = [
  { title: 'player', align: 'left' },
  { title: 'address', align: 'left' },
  { title: 'host', align: 'left' },
  { title: 'system', align: 'left' },
  { title: 'processor', align: 'left' },
  { title: 'memory', align: 'right' },
  { title: 'commands run as', align: 'left' },
  { title: 'player version', align: 'left' },
  { title: 'Node.js', align: 'left' },
  { title: 'containment', align: 'left' },
  { title: 'clock', align: 'left' },
];

/** The hosts of the players, and what is not as it was in the run before. */
export function hostsSection({ players }: RunResult, changes: Changes | null): Html {
  const interfaces = players.flatMap(({ name, facts }) => (facts?.interfaces ?? []).map((one) => linkRow(name, one)));
  return html`<section id="hosts" aria-labelledby="hosts-title">
<h2 id="hosts-title">Hosts</h2>
${htmlTable('hosts', COLUMNS, players.map(hostRow))}
${interfaces.length === 0 ? null : html`<details><summary>interfaces</summary>${htmlTable('interfaces', LINK_COLUMNS, interfaces)}</details>`}
${changes === null ? null : changesHtml(changes)}
</section>`;
}

function hostRow({ name, address, port, identity, facts, clock }: PlayerSummary): HtmlPart[] {
  const who = html`${name}${identity === null ? null : html`<br><span class="size">${identity}</span>`}`;
  return [who, `${address} port ${port}`, ...(facts === null ? NEVER_REACHED : factCells(facts)), clockText(clock)];
}

const NEVER_REACHED: readonly string[] = ['never reached', '', '', '', '', '', '', ''];

function factCells(facts: HostFacts): string[] {
  const { hostname, system, kernel, architecture, cpuModel, cpuCount, memoryBytes, user, version } = facts;
  return [
    hostname,
    `${system} ${kernel} ${architecture}`,
    `${cpuCount} × ${cpuModel}`,
    `${(memoryBytes / 2 ** 30).toFixed(1)} GiB`,
    user,
    version,
    facts.nodeVersion,
    facts.containment,
  ];
}

/** How well its times are known beside those of others. */
function clockText(clock: PlayerSummary['clock']): string {
  if (clock === null) return 'not measured';
  const drift = clock.driftPpm === null ? '' : `, gains ${clock.driftPpm.toFixed(1)} µs in a second`;
  return `known to ± ${fine(clock.uncertaintyMs)}${drift}, round trip ${fine(clock.roundTripMs)}`;
}

function fine(milliseconds: number): string {
  return milliseconds < 10 ? `${milliseconds.toFixed(3)} ms` : formatDuration(milliseconds);
}

const LINK_COLUMNS: readonly TableColumn[] = [
  { title: 'player', align: 'left' },
  { title: 'interface', align: 'left' },
  { title: 'MAC', align: 'left' },
  { title: 'addresses', align: 'left' },
  { title: 'settings', align: 'left' },
];

function linkRow(player: string, { name, mac, addresses, settings }: NetworkInterface): string[] {
  return [player, name, mac, addresses.join(', '), settings.join(', ')];
}
