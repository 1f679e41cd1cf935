import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  createBed,
  createLab,
  mountSmallDisk,
  TOLD,
  usualSteps,
  waitUntil,
  whyNoLab,
  whyNoMounts,
} from '../src/index.ts';
import { needs } from './support/needs.ts';

const MIB = 2 ** 20;

test('a full disk where a player keeps its state: it resets, the run fails saying why, and the next one passes', async (context) => {
  needs(context, whyNoLab() ?? whyNoMounts());
  await using disk = await mountSmallDisk({ sizeBytes: 128 * MIB });
  await using lab = await createLab({ players: 1 });
  await using bed = createBed({ lab, names: ['host'], steps: (words) => usualSteps(words, 'until-told') });
  await bed.startPlayer('host', { XDG_STATE_HOME: disk.path });
  const conduct = bed.conduct();
  await bed.traced('host', ({ word }) => word === TOLD.running);
  await disk.fill();
  bed.endRun();

  const { exitCode, stdout } = await conduct.ended;
  expect(exitCode).toBe(3);
  expect(stdout).toContain('ENOSPC');
  expect(bed.trace('host').at(-1)?.word).toBe(TOLD.resetEnded);
  expect(bed.result().trials[0]?.resets).toMatchObject([{ player: 'host', state: 'paid' }]);
  await waitUntil(() => bed.stepProcesses().length === 0, { what: 'no process of a step is alive' });

  await disk.free();
  expect(await bed.conduct().ended).toMatchObject({ exitCode: 0 });
});

test('a full disk where results go: the run waits for room, and then everything is there', async (context) => {
  needs(context, whyNoLab() ?? whyNoMounts());
  await using disk = await mountSmallDisk({ sizeBytes: 64 * MIB });
  await using lab = await createLab({ players: 1 });
  await using bed = createBed({
    lab,
    names: ['host'],
    steps: (words) => ({ ...usualSteps(words, 'until-told'), collect: ['step1: head -c 20000000 /dev/zero'] }),
    results: disk.path,
  });
  await bed.startPlayer('host');
  const conduct = bed.conduct();
  await bed.traced('host', ({ word }) => word === TOLD.running);
  await disk.fill(5 * MIB);
  bed.endRun();
  await conduct.lines.find((line) => line.includes('no room to write'));
  await disk.free();
  expect(await conduct.ended).toMatchObject({ exitCode: 0 });
  const output = readFileSync(join(bed.resultsFolder, 'latest/trial-001/collect/host/01-step1.out'));
  expect(output.length).toBe(20_000_000);
});
