import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { JournalEntry } from '@conductor/types';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fetchedPath } from '../../src/collect/fetched-path.ts';
import { filesBelow } from '../support/files-below.ts';
import { plan } from '../support/sample-test.ts';
import { file, journalOf, run } from '../support/scripted-player.ts';
import { stage } from '../support/stage.ts';

const DUT = plan('dut', { run: ['fetch1=/tmp/*', 'fetch2=/tmp/a*'] });
const FILES = 'trial-001/run/dut/files';

function found(number: number, name: string, step = run(1), mode = 0o644): JournalEntry {
  return { kind: 'file-found', step, file: number, path: name, size: 3, mode, modified: '2020-01-02T03:04:05.000Z' };
}

describe('a fetched file', () => {
  test('has its whole path, its mode without special bits, its time and its checksum', async () => {
    await using on = await stage(DUT, {
      journal: journalOf(found(1, '/tmp/out/a b.pcap', run(1), 0o104751)),
      sources: [file(run(1), 1, 'abc')],
    });
    await on.collect();
    const stored = path.join(on.directory.path, FILES, 'tmp/out/a%20b.pcap');
    const { mode, mtime } = await stat(stored);
    expect(mode & 0o7777).toBe(0o751);
    expect(mtime).toEqual(new Date('2020-01-02T03:04:05.000Z'));
    expect(on.step('run', 1).files).toEqual([
      {
        source: '/tmp/out/a b.pcap',
        path: `${FILES}/tmp/out/a%20b.pcap`,
        bytes: 3,
        mode: 0o751,
        modified: '2020-01-02T03:04:05.000Z',
        sha256: createHash('sha256').update('abc').digest('hex'),
      },
    ]);
  });

  test('that is empty, or that nobody may read, is fetched as well', async () => {
    await using on = await stage(DUT, {
      journal: journalOf(found(1, '/tmp/empty'), found(2, '/tmp/secret', run(1), 0)),
      sources: [file(run(1), 1, ''), file(run(1), 2, 'abc')],
    });
    await on.collect();
    expect(await filesBelow(path.join(on.directory.path, FILES))).toEqual(['tmp/empty', 'tmp/secret']);
    expect((await stat(path.join(on.directory.path, FILES, 'tmp/secret'))).mode & 0o777).toBe(0);
  });

  test('that comes whole among others is the same as one that comes in parts', async () => {
    const names = ['/tmp/empty', '/tmp/secret', '/tmp/wrong', '/tmp/same', '/tmp/same'];
    const bytes = ['', 'abc', 'bad', 'one', 'two'];
    const sources = bytes.map((text, at) => ({ ...file(run(1), at + 1, text), whole: true }));
    const wrong = { sha256: 'ab'.repeat(32) };
    await using on = await stage(DUT, {
      journal: journalOf(...names.map((name, at) => found(at + 1, name, run(1), 0o440))),
      sources: sources.map((source, at) => (names[at] === '/tmp/wrong' ? { ...source, end: wrong } : source)),
    });
    await on.collect();
    const folder = path.join(on.directory.path, FILES);
    expect(await filesBelow(folder)).toEqual(['tmp/empty', 'tmp/same', 'tmp/same~2', 'tmp/secret']);
    const { mode, mtime } = await stat(path.join(folder, 'tmp/secret'));
    expect([mode & 0o7777, mtime]).toEqual([0o440, new Date('2020-01-02T03:04:05.000Z')]);
    expect(await readFile(path.join(folder, 'tmp/same'), 'utf8')).toBe('one');
    expect(on.directory.result().problems).toEqual([
      expect.stringContaining('/tmp/wrong came with a wrong checksum, twice'),
    ]);
    expect(on.player.complete).toContain('run/1/1/file/3');
  });

  test('is under its name only when it is whole and right', async () => {
    await using on = await stage(DUT, {
      journal: journalOf(found(1, '/tmp/a'), found(2, '/tmp/b')),
      sources: [
        { ...file(run(1), 1, 'half of'), open: true },
        { ...file(run(1), 2, 'shrunk'), end: { failure: 'it shrank', sha256: '' } },
      ],
    });
    await on.collect();
    expect(await filesBelow(path.join(on.directory.path, 'trial-001'))).toEqual([
      'run/dut/.incoming/01-1',
      'run/dut/files.json',
    ]);
    on.directory.append({ kind: 'trial-ended', trial: { caseName: '', trial: 1 } });
    expect(on.step('run', 1).remarks).toEqual(['not brought home: /tmp/a, /tmp/b']);
    expect(on.directory.result().problems).toEqual([
      'player "dut": /tmp/b could not be read there: it shrank; it was not fetched',
    ]);
  });

  test('and others that cannot be had for the same reason are told of in one sentence, and the manifest names them all', async () => {
    const paths = Array.from({ length: 200 }, (_, at) => `/tmp/${at + 1}`);
    const ends = paths.map((_, at) => ({
      ...file(run(1), at + 1, ''),
      end: { failure: at === 4 ? 'it shrank' : 'the player was killed', sha256: '' },
    }));
    await using on = await stage(DUT, {
      journal: journalOf(...paths.map((name, at) => found(at + 1, name))),
      sources: ends,
    });
    await on.collect();
    const { problems } = on.directory.result();
    // As many as the batches in which their ends came.
    const told = problems.filter((text) => text.includes('the player was killed'));
    expect(told.length).toBeLessThan(100);
    const many = told.find((text) => text.includes('files could not')) ?? '';
    expect(many).toMatch(
      /^player "dut": \d+ files could not be read there: the player was killed; they were not fetched: \/tmp\//,
    );
    expect(problems.filter((text) => text.includes('/tmp/5 could not be read there: it shrank;'))).toHaveLength(1);
    const manifest = path.join(on.directory.path, 'trial-001/run/dut/files.json');
    expect(JSON.parse(await readFile(manifest, 'utf8')).missing).toHaveLength(200);
  });

  test('leaves one that has its name alone, and gets another', async () => {
    await using on = await stage(DUT, {
      journal: journalOf(found(1, '/tmp/a'), found(1, '/tmp/a', run(2)), found(2, '/tmp/a', run(2))),
      sources: [file(run(1), 1, 'one'), file(run(2), 1, 'two'), file(run(2), 2, 'three')],
    });
    await on.collect();
    expect(await filesBelow(path.join(on.directory.path, FILES))).toEqual(['tmp/a', 'tmp/a~2', 'tmp/a~3']);
    expect(await readFile(path.join(on.directory.path, FILES, 'tmp/a'), 'utf8')).toBe('one');
    expect(await readFile(path.join(on.directory.path, FILES, 'tmp/a~3'), 'utf8')).toBe('three');
  });

  test('whose folder has the name of another file gets another folder, and the other way round', async () => {
    await using on = await stage(DUT, {
      journal: journalOf(found(1, '/tmp/a'), found(2, '/tmp/a/b/c'), found(3, '/tmp/a~2/b')),
      sources: [file(run(1), 1, 'one'), file(run(1), 2, 'two'), file(run(1), 3, 'three')],
    });
    await on.collect();
    const fileFirst = ['tmp/a', 'tmp/a%7E2/b', 'tmp/a~2/b/c'];
    const folderFirst = ['tmp/a%7E2/b', 'tmp/a/b/c', 'tmp/a~2'];
    // They are fetched side by side, and whichever comes first has the name.
    expect([fileFirst, folderFirst]).toContainEqual(await filesBelow(path.join(on.directory.path, FILES)));
  });

  test('that stands where it goes after a crash is the same file, not a second one', async () => {
    const script = { journal: journalOf(found(1, '/tmp/a')), sources: [file(run(1), 1, 'abc')] };
    await using on = await stage(DUT, script);
    await on.collect();
    await on.collect();
    expect(await filesBelow(path.join(on.directory.path, 'trial-001'))).toEqual([
      'run/dut/files.json',
      'run/dut/files/tmp/a',
    ]);
    expect(on.events.filter(({ kind }) => kind === 'file-fetched')).toHaveLength(1);
    expect(on.player.complete).toEqual(new Set(['run/1/1/file/1']));
  });
});

const hostileSegment = fc.oneof(
  fc.constantFrom(
    '..',
    '.',
    '',
    '\0',
    '\n',
    '~',
    '~2',
    '-rf',
    'CON',
    '%2E%2E',
    '\u202e',
    '\ud800',
    'a'.repeat(300),
    'ü'.repeat(200),
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const hostilePath = fc
  .array(hostileSegment, { maxLength: 12 })
  .chain((segments) => fc.constantFrom(segments.join('/'), `/${segments.join('/')}`, `${segments.join('/')}/`));

describe('names that a hostile player gives to its files', () => {
  test('lead nowhere but below the folder of its files, and fit every file system', () => {
    fc.assert(
      fc.property(hostilePath, (source) => {
        const relative = fetchedPath(source);
        expect(path.normalize(relative)).toBe(relative);
        expect(relative).not.toMatch(/^\/|^\.\.(\/|$)|[^A-Za-z0-9._+=@,%~/-]/);
        expect(relative.length).toBeLessThan(3000);
        expect(Math.max(...relative.split('/').map((segment) => segment.length))).toBeLessThanOrEqual(200);
      }),
      { numRuns: 2000 },
    );
  });

  test('tell different paths apart', () => {
    fc.assert(
      fc.property(hostilePath, hostilePath, (one, other) => {
        fc.pre(one.isWellFormed() && other.isWellFormed());
        const spelling = (source: string) =>
          source
            .split('/')
            .filter((segment) => segment !== '')
            .join('/');
        fc.pre(spelling(one) !== spelling(other));
        expect(fetchedPath(one)).not.toBe(fetchedPath(other));
      }),
      { numRuns: 2000 },
    );
  });

  test('by the thousand bring every file home and touch nothing else', async () => {
    const names = fc.sample(hostilePath, { numRuns: 600, seed: 1 });
    await using on = await stage(DUT, {
      journal: journalOf(...names.map((name, place) => found(place + 1, name.slice(0, 8000)))),
      sources: names.map((_, place) => file(run(1), place + 1, `file ${place + 1}`)),
    });
    await on.collect();
    const inRun = await filesBelow(on.directory.path);
    const fetched = inRun.filter((name) => name.startsWith(`${FILES}/`));
    expect(inRun.filter((name) => !name.startsWith(`${FILES}/`))).toEqual([
      'events.ndjson',
      'lock',
      'run.json',
      'test/sample.cfg',
      'test/test.json',
      'trial-001/run/dut/files.json',
    ]);
    expect(fetched).toHaveLength(names.length);
    const { files } = on.step('run', 1);
    for (const [place, { path: stored }] of files.entries()) {
      expect(await readFile(path.join(on.directory.path, stored), 'utf8')).toBe(`file ${place + 1}`);
    }
  });
});
