import type { OnlyStartup } from '@conductor/types';
import type { SourcePlace } from '../diagnostics/diagnostic.ts';
import type { Findings } from '../diagnostics/findings.ts';
import type { Section } from '../dialect/document.ts';
import type { PlainValue } from '../read-entry.ts';
import { readSection, type Surroundings } from '../read-section.ts';
import { readValue, reportUnknownKey } from '../read-value.ts';
import { address } from '../values/address.ts';
import { port } from '../values/numbers.ts';
import { isCondition, ONLY_STARTUP, readOnly, reportCondition } from './read-only.ts';

/** Where a player listens, and for whom: the section `[Coordinator]` of its file. */
export interface PlayerEndpoint {
  /** IPv4, IPv6 (with a zone, if link-local) or a host name; no brackets. */
  readonly address: string;
  /** `cmdport`. */
  readonly port: number;
  /** Who may command a player that runs without TLS; `null` when the file does not say. */
  readonly conductor: string | null;
  /** `resultsport` of the original; `null` when absent. */
  readonly resultsPort: number | null;
}

/** An endpoint that can be compared with others. */
export interface ReadEndpoint extends PlayerEndpoint {
  /** Equal for two players that would listen on the same port of the same address. */
  readonly identity: string;
  readonly resultsPortPlace: SourcePlace | undefined;
  /** `only startup`; `null` when absent. For the conductor alone: a player serves whoever comes. */
  readonly only: OnlyStartup | null;
}

const KEYS = ['player', 'conductor', 'cmdport', 'resultsport', ONLY_STARTUP];

const UNUSED_KEYS: ReadonlyMap<string, string> = new Map([
  ['max_message_size', 'messages of any size are sent in parts'],
]);

/** Reads where a player listens; `null` after a finding says what is missing or wrong. */
export function readEndpoint(section: Section, around: Surroundings, findings: Findings): ReadEndpoint | null {
  const values = readSection(section.entries, around, findings);
  for (const value of values) {
    if (isCondition(value) && value.key !== ONLY_STARTUP) reportCondition(value, findings);
    else if (!KEYS.includes(value.key)) reportUnknownKey(value, KEYS, UNUSED_KEYS, findings);
  }
  const find = (key: string) => values.find((value) => value.key === key);
  const readAddress = (value: PlainValue | undefined) => value && readValue(value, address, findings, 'bad-address');
  const readPort = (value: PlainValue | undefined) => value && readValue(value, port, findings, 'bad-port');

  const player = readAddress(find('player'));
  const cmdport = readPort(find('cmdport'));
  const conductor = readAddress(find('conductor'));
  const resultsPort = readPort(find('resultsport'));
  const only = readOnly(find(ONLY_STARTUP), findings);
  reportMissingKeys(section, findings);
  if (player === undefined || cmdport === undefined) return null;
  return {
    address: player.text,
    port: cmdport,
    conductor: conductor?.text ?? null,
    resultsPort: resultsPort ?? null,
    identity: `${player.identity} ${cmdport}`,
    resultsPortPlace: find('resultsport')?.place,
    only,
  };
}

const EXAMPLES = new Map([
  ['player', 'player: 192.168.5.81'],
  ['cmdport', 'cmdport: 6970'],
]);

function reportMissingKeys({ name, place, entries }: Section, findings: Findings): void {
  for (const [key, example] of EXAMPLES) {
    if (entries.some((entry) => entry.key === key)) continue;
    findings.add('missing-key', place, {
      message: `[${name}] does not say ${key}`,
      expected: `a line such as ${example}`,
    });
  }
}
