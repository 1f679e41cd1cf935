import { appendFile, link, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { JournalEntry } from '@conductor/types';
import { expect, test } from 'vitest';
import { RunDirectory } from '../src/run-directory.ts';
import { verifyRun } from '../src/verify-run.ts';
import { filesBelow } from './support/files-below.ts';
import { plan } from './support/sample-test.ts';
import { file, journalOf, out, run } from './support/scripted-player.ts';
import { stage, TRIAL } from './support/stage.ts';

const DUT = plan('dut', { run: ['step1=echo', 'fetch2=/tmp/*'] });
const FOLDER = 'trial-001/run/dut';
const NEVER = new AbortController().signal;

function found(number: number): JournalEntry {
  const modified = '2020-01-02T03:04:05.000Z';
  return { kind: 'file-found', step: run(2), file: number, path: `/tmp/${number}`, size: 3, mode: 0o644, modified };
}

const REFUSED: JournalEntry = { kind: 'file-refused', step: run(2), path: '/tmp/socket', reason: 'it is a socket' };

test('the files of a phase have a manifest, and whatever is not as it came is found', async () => {
  const failure = 'it shrank';
  const sources = [1, 2, 3, 4].map((number) => file(run(2), number, `is${number}`));
  await using on = await stage(DUT, {
    journal: journalOf(found(1), found(2), found(3), found(4), found(5), REFUSED),
    sources: [out(1, 'printed'), ...sources, { ...file(run(2), 5, ''), end: { failure, sha256: '' } }],
  });
  await on.collect();
  on.directory.append({ kind: 'trial-ended', trial: TRIAL });
  await on.directory.written();
  const root = on.directory.path;
  const manifest = path.join(root, FOLDER, 'files.json');
  const { files, missing, ...head } = JSON.parse(await readFile(manifest, 'utf8'));
  expect(head).toMatchObject({ schema: 1, player: 'dut', trial: 1, phase: 'run' });
  const paths = on
    .step('run', 2)
    .files.map((one) => ({ ...one, step: 'fetch2', path: path.relative(FOLDER, one.path) }));
  expect(files).toEqual(paths);
  expect(missing).toEqual([
    { step: 'fetch2', source: '/tmp/5' },
    { step: 'fetch2', source: '/tmp/socket', reason: 'it is a socket' },
  ]);
  expect(await verifyRun(root, NEVER)).toMatchObject({ files: 6, wrong: [] });

  await writeFile(path.join(root, FOLDER, '01-step1.out'), 'PRINTED');
  await appendFile(path.join(root, FOLDER, 'files/tmp/1'), 'more');
  await rm(path.join(root, FOLDER, 'files/tmp/2'));
  await rm(path.join(root, FOLDER, 'files/tmp/3'));
  await symlink('/dev/null', path.join(root, FOLDER, 'files/tmp/3'));
  await appendFile(manifest, ' ');
  const { wrong } = await verifyRun(root, NEVER);
  const told = wrong.map(({ path: name, why }) => `${path.relative(FOLDER, name)}: ${why}`);
  expect(told.sort()).toEqual([
    '01-step1.out: its checksum is another',
    expect.stringMatching(/^files.json: it has \d+ bytes/),
    'files/tmp/1: it has 7 bytes, and had 3',
    'files/tmp/2: it is missing',
    'files/tmp/3: a link stands in its place',
  ]);
});

test('a manifest that was removed is missed, and what nobody collected is named, also behind a link', async () => {
  await using on = await stage(DUT, {
    journal: journalOf(found(1), { kind: 'step-began', step: run(1) }),
    sources: [{ ...out(1, 'half'), open: true }, file(run(2), 1, 'is1')],
  });
  await on.collect();
  await on.directory.written();
  const root = on.directory.path;
  await writeFile(path.join(root, FOLDER, 'while-it-goes-on'), 'x');
  expect((await verifyRun(root, NEVER)).wrong).toEqual([]);
  await rm(path.join(root, FOLDER, 'while-it-goes-on'));
  on.directory.append({ kind: 'trial-ended', trial: TRIAL });
  await on.directory.written();
  // What is held of an output without an end, and what somebody keeps beside the folders of trials.
  await writeFile(path.join(root, 'notes.txt'), 'the fan was loud');
  expect((await verifyRun(root, NEVER)).wrong).toEqual([]);

  await rm(path.join(root, FOLDER, 'files.json'));
  await writeFile(path.join(root, FOLDER, 'files/tmp/extra'), 'x');
  await mkdir(path.join(root, 'trial-002'));
  await symlink('/tmp', path.join(root, 'trial-002/reset'));
  const why = 'no event tells of it: it did not come from a player';
  const { wrong } = await verifyRun(root, NEVER);
  expect(new Map(wrong.map((one) => [one.path, one.why]))).toEqual(
    new Map([
      [path.join(FOLDER, 'files.json'), 'it is missing'],
      [path.join(FOLDER, 'files/tmp/extra'), why],
      ['trial-002/reset', why],
    ]),
  );
});

test('a manifest that a killed program did not come to is written by the next that has the directory', async () => {
  await using on = await stage(DUT, { journal: journalOf(found(1)), sources: [file(run(2), 1, 'is1')] });
  await on.collect();
  on.directory.append({ kind: 'trial-ended', trial: TRIAL });
  await on.directory.close();
  const manifest = path.join(on.directory.path, FOLDER, 'files.json');
  await rm(manifest);
  await using again = await RunDirectory.open(on.directory.path);
  await again.close();
  expect((await verifyRun(again.path, NEVER)).wrong).toEqual([]);
  expect(JSON.parse(await readFile(manifest, 'utf8'))).toMatchObject({ files: [{ source: '/tmp/1' }] });
});

test('the temporary name of a file that is whole, which a killed collector left, is no stranger; the next one removes it', async () => {
  await using on = await stage(DUT, { journal: journalOf(found(1)), sources: [file(run(2), 1, 'is1')] });
  await on.collect();
  on.directory.append({ kind: 'trial-ended', trial: TRIAL });
  await on.directory.written();
  const folder = path.join(on.directory.path, FOLDER);
  await mkdir(path.join(folder, '.incoming'));
  await link(path.join(folder, 'files/tmp/1'), path.join(folder, '.incoming/02-1'));
  expect((await verifyRun(on.directory.path, NEVER)).wrong).toEqual([]);
  await on.collect();
  expect(await filesBelow(folder)).toEqual(['files.json', 'files/tmp/1']);
});

test('events that were emptied are no run in which all is well', async () => {
  await using on = await stage(DUT, { journal: journalOf(), sources: [] });
  await on.directory.written();
  await writeFile(path.join(on.directory.path, 'events.ndjson'), '');
  expect((await verifyRun(on.directory.path, NEVER)).wrong).toEqual([
    { path: 'events.ndjson', why: 'it does not say that a run began' },
  ]);
});

test('events that were cut at the end of a line are not those of a run that is over', async () => {
  await using on = await stage(DUT, { journal: journalOf(), sources: [] });
  const root = on.directory.path;
  const events = path.join(root, 'events.ndjson');
  on.directory.append({ kind: 'run-ended', exitCode: 0 });
  await on.directory.close();
  expect((await verifyRun(root, NEVER)).wrong).toEqual([]);

  const whole = await readFile(events, 'utf8');
  const { endTime } = JSON.parse(await readFile(path.join(root, 'run.json'), 'utf8'));
  await writeFile(events, whole.replace(/[^\n]+\n$/, ''));
  const why = `it does not say that the run ended at ${endTime}, as run.json does`;
  expect((await verifyRun(root, NEVER)).wrong).toEqual([{ path: 'events.ndjson', why }]);

  // Who took the run over and was killed before run.json was written anew has cut nothing off.
  const taken = { time: endTime, kind: 'run-taken-over', epoch: 2, who: 'sam', deed: 'resume' };
  await writeFile(events, `${whole}${JSON.stringify(taken)}\n`);
  expect((await verifyRun(root, NEVER)).wrong).toEqual([]);
  await rm(path.join(root, 'run.json'));
  expect((await verifyRun(root, NEVER)).wrong).toEqual([]);
});
