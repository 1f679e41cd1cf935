import { daysLeft, formatAddress, identityUri } from '@conductor/protocol';
import { type Column, formatTable } from '@conductor/report';
import { systemText, visibleJson, visibleText } from '@conductor/types';
import type { LabFinding } from '../lab/survey-lab.ts';

const COLUMNS: readonly Column[] = [
  { title: 'NAME', align: 'left' },
  { title: 'ADDRESS', align: 'left' },
  { title: 'IDENTITY', align: 'left' },
  { title: 'DAYS', align: 'right' },
  { title: 'SYSTEM', align: 'left' },
  { title: 'VERSION', align: 'left' },
  { title: 'USER', align: 'left' },
  { title: 'CONTAINMENT', align: 'left' },
  { title: 'CLOCK', align: 'right' },
  { title: 'STATE', align: 'left' },
];

/** Players as a table for people; below it, why those are not there that are not. */
export function playersText(findings: readonly LabFinding[], folder: string, now: Date): string {
  if (findings.length === 0) return `no player is enrolled in ${folder}: say "player enroll" on a host\n`;
  const table = formatTable(
    COLUMNS,
    findings.map((finding) => rowOf(finding, now).map(visibleText)),
  );
  const reasons = findings.flatMap((one) => (one.kind === 'absent' ? [visibleText(one.error.message)] : []));
  return `${[...table, ...(reasons.length > 0 ? ['', ...reasons] : [])].join('\n')}\n`;
}

/** The same for programs. */
export function playersJson(findings: readonly LabFinding[], now: Date): string {
  return visibleJson({ players: findings.map((finding) => entryOf(finding, now)) });
}

function rowOf(finding: LabFinding, now: Date): string[] {
  const { name, host, port } = finding.address;
  const where = [name, formatAddress(host, port)];
  if (finding.kind === 'absent')
    return [...where, uriOf(finding) ?? '-', '-', '-', '-', '-', '-', '-', absenceOf(finding)];
  const { facts, certified, clock, condition } = finding;
  const days = certified === null ? '-' : String(daysLeft(certified.notAfter, now));
  const { holder } = condition;
  return [
    ...where,
    uriOf(finding) ?? '-',
    days,
    systemText(facts),
    facts.version,
    facts.user,
    facts.containment,
    clock === null ? '-' : clockText(clock),
    holder === null ? 'free' : `busy: run ${holder.runId} of ${holder.who} since ${holder.since.toISOString()}`,
  ];
}

function entryOf(finding: LabFinding, now: Date) {
  const { address, entry } = finding;
  const found = finding.kind === 'found' ? finding : null;
  const certified = found?.certified ?? null;
  return {
    name: address.name,
    address: address.host,
    port: address.port,
    identity: uriOf(finding),
    revoked: entry?.revoked ?? null,
    daysLeft: certified && daysLeft(certified.notAfter, now),
    notAfter: certified?.notAfter ?? null,
    system: found ? systemText(found.facts) : null,
    version: found?.facts.version ?? null,
    user: found?.facts.user ?? null,
    containment: found?.facts.containment ?? null,
    clockAheadMs: found?.clock?.aheadMs ?? null,
    clockUncertainMs: found?.clock?.uncertainMs ?? null,
    state: stateOf(finding),
    holder: found?.condition.holder ?? null,
    error: finding.kind === 'absent' ? finding.error.message : null,
  };
}

function stateOf(finding: LabFinding): string {
  if (finding.kind === 'absent') return absenceOf(finding);
  return finding.condition.holder === null ? 'free' : 'busy';
}

/** Who it has shown to be; else who it must be. */
function uriOf(finding: LabFinding): string | null {
  const shown = finding.kind === 'found' ? finding.certified?.identity : finding.entry?.identity;
  return shown === undefined ? null : identityUri(shown);
}

function absenceOf({ entry, error }: LabFinding & { readonly kind: 'absent' }): string {
  if ((entry?.revoked ?? null) !== null) return 'revoked';
  return error.code === 'identity' ? 'not trusted' : 'not reached';
}

/** `+0.4 ms`, `-3.20 s`: ahead of our clock or behind it, with as many digits as are known. */
function clockText({ aheadMs, uncertainMs }: { readonly aheadMs: number; readonly uncertainMs: number }): string {
  if (Math.abs(aheadMs) <= uncertainMs + 1) return '0 ms';
  const sign = aheadMs < 0 ? '-' : '+';
  const size = Math.abs(aheadMs);
  return size < 1_000 ? `${sign}${size.toFixed(0)} ms` : `${sign}${(size / 1_000).toFixed(2)} s`;
}
