import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalRecord, StateComparison, StateLook } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { guardianState } from '../../src/guardian/index.ts';
import { readSegment } from '../../src/journal/read-segment.ts';
import { Driver } from '../driver.ts';
import { eventually } from '../guardian/support/eventually.ts';
import { playerHere } from '../player-here.ts';
import { steps } from '../session/trial-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What a player looks at by itself is left out: others may change it meanwhile. */
const NOTHING: readonly StateLook[] = [
  'links',
  'addresses',
  'routes',
  'rules',
  'sysctls',
  'firewall',
  'sockets',
  'mounts',
  'modules',
].map((name) => ({ name, command: '' }));

function comparisons(records: readonly JournalRecord[]): StateComparison[] {
  return records.flatMap((one) => (one.kind === 'state-compared' ? [one.comparison] : []));
}

describe('a host', () => {
  it('is compared when Reset has run, by what the test says, before the trial is closed', async () => {
    await using folder = await temporaryFolder();
    writeFileSync(join(folder.path, 'kept'), '');
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    driver.state = [
      ...NOTHING,
      { name: 'files', command: `ls ${folder.path}` },
      { name: 'broken', command: 'echo cannot >&2; exit 3' },
      { name: 'absent', command: 'no-such-program' },
      { name: 'large', command: 'head -c 5000000 /dev/zero' },
    ];
    const startup = steps(`touch ${folder.path}/left ${folder.path}/tidied; rm ${folder.path}/kept`);
    await driver.performAll({ startup, reset: steps(`rm ${folder.path}/tidied`) });
    const records = driver.collected.journal();
    expect(comparisons(records)).toEqual([
      {
        kind: 'compared',
        changes: [
          { item: 'files', subject: 'kept', before: '', after: null },
          { item: 'files', subject: 'left', before: null, after: '' },
        ],
        changeCount: 2,
        itemCount: 1,
        unseen: [
          { item: 'broken', reason: 'cannot; exit 3' },
          { item: 'absent', reason: expect.stringMatching(/no-such-program.*not found; exit 127/) },
          { item: 'large', reason: 'it printed more than 4 MiB' },
        ],
      },
    ]);
    expect(records.map(({ kind }) => kind).slice(-2)).toEqual(['state-compared', 'trial-closed']);
  });

  it('is not compared where nobody asked, and where Reset was waived', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    driver.state = [...NOTHING, { name: 'time', command: 'date +%N' }];
    await driver.load({ startup: steps('true') });
    await driver.perform('startup');
    expect(await driver.close(true)).toBe('waived');
    await driver.collectedAll();
    expect(comparisons(driver.collected.journal())).toEqual([]);
  });

  it('is as before where something only settles late; what never stays the same is not compared', async () => {
    await using folder = await temporaryFolder();
    const looks = join(folder.path, 'looks');
    // Only the first look after Reset sees something.
    const late = `echo x >>${looks}; [ $(wc -l <${looks}) != 2 ] || echo not yet`;
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    driver.state = [...NOTHING, { name: 'counter', command: 'date +%N' }, { name: 'late', command: late }];
    await driver.performAll({ startup: steps('true'), reset: steps('true') });
    expect(readFileSync(looks, 'utf8')).toBe('x\n'.repeat(3));
    expect(comparisons(driver.collected.journal())).toMatchObject([
      {
        changes: [],
        itemCount: 1,
        unseen: [{ item: 'counter', reason: 'what its command prints changes by itself; print less' }],
      },
    ]);
  });

  it('is compared by the next player, where a guardian has paid its Reset', async () => {
    await using folder = await temporaryFolder();
    await using files = await temporaryFolder();
    const player = await playerHere({ stateFolder: folder.path });
    await using driver = await Driver.dial(player.port);
    driver.state = [...NOTHING, { name: 'files', command: `ls ${files.path}` }];
    await driver.load({ startup: steps(`touch ${files.path}/left`), reset: steps('true') });
    await driver.perform('startup');
    await player.endAtOnce();
    const trial = join(folder.path, 'runs', driver.run.runId, 'case', 'trial-001');
    await eventually(async () => (await guardianState(trial)).kind === 'paid');
    await using _next = await playerHere({ stateFolder: folder.path });
    const { records } = readSegment(join(trial, 'journal-2.ndjson'));
    expect(comparisons(records)).toMatchObject([
      { kind: 'compared', changes: [{ item: 'files', subject: 'left', before: null, after: '' }] },
    ]);
  });
});
