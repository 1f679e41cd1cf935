import { type Command, InvalidArgumentError } from 'commander';
import type { ChainEnd } from '../audit/audit-entry.ts';
import type { CommandLine, OutputFormat, PlayerArguments } from './arguments.ts';

/** Adds what `player audit` takes, and `player audit verify`, to a command that has `--format`. */
export function addAudit(
  audit: Command,
  ask: (given: CommandLine) => void,
  argumentsOf: (file: string | undefined, command: Command) => PlayerArguments,
): void {
  const format = () => audit.opts<{ format: OutputFormat }>().format;
  audit
    .description('Prints the audit log of a player on this host: who came, who was refused, and what was run.')
    .argument('[file]', 'player file: says whose log it is')
    .option('--since <when>', 'only what happened from then on: 24h, 7d, 2026-11-26 (UTC)', readSince)
    .action((file?: string) => {
      const { since = null } = audit.opts<{ since?: Date }>();
      ask({ kind: 'audit', ...argumentsOf(file, audit), since, format: format() });
    });
  const verify = audit
    .command('verify')
    .description('Says whether an audit log is as its player wrote it.')
    .argument('[file]', 'player file: says whose log it is')
    .option('--anchor <number:hash>', 'a record that has to be in it, as an earlier verify printed it', readAnchor)
    .configureHelp({ showGlobalOptions: true });
  verify.action((file?: string) => {
    const { anchor = null } = verify.opts<{ anchor?: ChainEnd }>();
    ask({ kind: 'verify-audit', ...argumentsOf(file, verify), anchor, format: format() });
  });
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function readSince(word: string): Date {
  const [, count, unit = ''] = /^(\d+)([smhd])$/.exec(word) ?? [];
  const ago = UNIT_MS[unit];
  if (count !== undefined && ago !== undefined) return new Date(Date.now() - Number(count) * ago);
  const isTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?Z?$/.test(word);
  const time = new Date(word.includes('T') && !word.endsWith('Z') ? `${word}Z` : word);
  if (isTime && !Number.isNaN(time.getTime())) return time;
  throw new InvalidArgumentError('expected how long ago (90s, 30m, 24h, 7d) or a time in UTC (2026-11-26T14:00)');
}

function readAnchor(word: string): ChainEnd {
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(word) ?? [];
  if (seq !== undefined && hash !== undefined) return { seq: Number(seq), hash };
  throw new InvalidArgumentError('expected the number and the hash of a record: 1234:9f86…');
}
