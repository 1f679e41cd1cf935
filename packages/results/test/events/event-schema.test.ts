import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { eventSchema } from '../../src/events/event-schema.ts';

const REFERENCE = path.join(import.meta.dirname, '../../../../docs/results-format.md');

test('the reference of events has every kind, with every member', async () => {
  const lines = (await readFile(REFERENCE, 'utf8')).split('\n');
  const written = eventSchema.options.map(({ entries }) => {
    const kind = entries.kind.literal;
    const row = lines.find((line) => line.startsWith(`| \`${kind}\` | `)) ?? `no row for ${kind}`;
    const members = row.includes('the same without')
      ? Object.keys(entries)
      : Array.from(row.matchAll(/`(\w+)`/g), ([, name]) => name);
    return {
      kind,
      missing: Object.keys(entries).filter((name) => !['kind', 'time'].includes(name) && !members.includes(name)),
    };
  });
  expect(written.filter(({ missing }) => missing.length > 0)).toEqual([]);
});
