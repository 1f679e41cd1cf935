import { ConductorError, type JournalEntry, type JournalRecord } from '@conductor/types';
import * as v from 'valibot';
import { quoted } from '../quoted.ts';
import { JOURNAL_LINE_LIMIT_BYTES, LEFTOVER_LIMIT, LEFTOVER_TEXT_LIMIT, TEXT_LIMIT } from './journal-limits.ts';
import { entrySchemas, stampSchema } from './journal-schema.ts';

const kindSchema = v.object({ kind: v.pipe(v.string(), v.maxLength(100)) });

/**
 * A record as one line of JSON with its newline. Text is cut at 8,192 UTF-16 units, the list of leftovers at 500, so
 * that whatever is written can be read.
 */
export function encodeJournalRecord(record: JournalRecord): string {
  return `${JSON.stringify(withBoundedLeftovers(record), boundText)}\n`;
}

/**
 * Reads one line, with its newline or without. The line comes from a player, which may be hostile: every text and
 * number is bounded, and what does not fit throws a ConductorError with code `protocol`. A kind that we do not know
 * comes from a newer version and becomes a `remark`, so that its place in the sequence is kept.
 */
export function decodeJournalRecord(line: string): JournalRecord {
  if (line.length > JOURNAL_LINE_LIMIT_BYTES) throw malformed(line, `longer than ${JOURNAL_LINE_LIMIT_BYTES} bytes`);
  const value = parse(line);
  const stamp = read(stampSchema, value, line);
  const { kind } = read(kindSchema, value, line);
  if (!isKnown(kind)) return { ...stamp, kind: 'remark', text: `a record of an unknown kind, ${quoted(kind)}` };
  const schema: v.GenericSchema<unknown, object> = entrySchemas[kind];
  return { ...stamp, kind, ...read(schema, value, line) } as JournalRecord;
}

function isKnown(kind: string): kind is JournalEntry['kind'] {
  return Object.hasOwn(entrySchemas, kind);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw malformed(line, 'no JSON', error);
  }
}

function read<T>(schema: v.GenericSchema<unknown, T>, value: unknown, line: string): T {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw malformed(line, `${v.getDotPath(issue) ?? 'the record'}: ${issue.message.slice(0, 200)}`);
}

function malformed(line: string, why: string, cause?: unknown): ConductorError {
  return new ConductorError(
    'protocol',
    `a journal line is not what it must be (${why}): ${quoted(line.slice(0, 200))}`,
    {
      cause,
    },
  );
}

function withBoundedLeftovers(record: JournalRecord): JournalRecord {
  if (!('leftovers' in record)) return record;
  const leftovers = record.leftovers.slice(0, LEFTOVER_LIMIT).map(({ pid, command, foundBy }) => ({
    pid,
    command: command.slice(0, LEFTOVER_TEXT_LIMIT),
    foundBy: foundBy.slice(0, LEFTOVER_TEXT_LIMIT),
  }));
  return { ...record, leftovers };
}

function boundText(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.slice(0, TEXT_LIMIT) : value;
}
