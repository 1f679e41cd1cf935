import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { AuditHead } from '../../src/audit/audit-head.ts';
import { CHAIN_BEGIN, sealEntry } from '../../src/audit/audit-record.ts';
import { markOf } from '../../src/storage/claim-lock.ts';
import { takeLock } from '../../src/storage/state-lock.ts';
import { armed } from '../audit/support.ts';
import { runPlayer } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const READER = join(import.meta.dirname, '../fixtures/reads-planted.ts');
const RECORD = `${sealEntry(armed(1), CHAIN_BEGIN, new Date(0)).line}\n`;

/** Files of the state folder, and how a player reads them: what each reader has of a whole one. */
const FILES = [
  { readers: ['audit-segment', 'first-record'], file: 'audit/000001.ndjson', content: RECORD, has: '1' },
  { readers: ['audit-head'], file: 'audit/head', content: JSON.stringify({ seq: 7, hash: '' }), has: '7' },
  { readers: ['held-run'], file: 'held', content: 'a run', has: 'a run' },
  { readers: ['snapshot'], file: 'host-before.json', content: '{"seen":[],"unseen":[]}', has: '0' },
  { readers: ['guardian-settings'], file: 'guardian/settings', content: "g_cgroup='/a'\n", has: '/a' },
] as const;

const READERS: readonly string[] = FILES.flatMap(({ readers }) => readers);

const PLACES = ['a link', 'a pipe'] as const;

type Place = 'the file' | (typeof PLACES)[number];

/** Puts a file, or a link to one with the same content, or a pipe at whose other end nobody writes. */
async function plant(path: string, place: Place, content: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = place === 'a link' ? `${path}.elsewhere` : path;
  if (place === 'a pipe') await execa('mkfifo', [path]);
  else writeFileSync(file, content, { mode: 0o600 });
  if (place === 'a link') symlinkSync(file, path);
}

/** What they say, one line each; those after one that hangs say nothing. */
async function read(folder: string, readers: readonly string[]): Promise<readonly string[]> {
  const args = ['--conditions=@conductor/source', READER, folder, ...readers];
  const { stdout } = await execa(process.execPath, args, { stdin: 'ignore', reject: false, timeout: HANGS_MS });
  return stdout.split('\n');
}

/** A reader that waits for a writer waits for ever. */
const HANGS_MS = 120_000;

describe('in the state folder', { timeout: 2 * HANGS_MS }, () => {
  it('each file is read where it is one', async () => {
    await using folder = await temporaryFolder();
    for (const { file, content } of FILES) await plant(join(folder.path, file), 'the file', content);
    const expected = FILES.flatMap(({ readers, has }) => readers.map((reader) => `${reader}: ${has}`));
    expect(await read(folder.path, READERS)).toEqual(expected);
  });

  it.each(PLACES)('%s in the place of each is named and not read, and keeps nobody waiting', async (place) => {
    await using folder = await temporaryFolder();
    for (const { file, content } of FILES) await plant(join(folder.path, file), place, content);
    const refusal = (file: string) => `${join(folder.path, file)} is no regular file; was it put in the place of one?`;
    expect(await read(folder.path, READERS)).toEqual([
      `audit-segment: ${refusal('audit/000001.ndjson')}`,
      `first-record: ${refusal('audit/000001.ndjson')}`,
      // As where it is gone: what that means for the log is told by who looks at all of it.
      'audit-head: undefined',
      `held-run: ${refusal('held')}`,
      `snapshot: how it was before Startup cannot be read: ${refusal('host-before.json')}`,
      // Of a trial whose file is damaged it is only one more thing that is not known.
      'guardian-settings: ',
    ]);
  });

  it.each(PLACES)('%s in the place of the note of control groups ends none, and gives way to a file', async (place) => {
    await using folder = await temporaryFolder();
    const note = join(folder.path, 'groups');
    const others = join(folder.path, 'others');
    mkdirSync(others);
    await plant(note, place, `${others}\n`);
    expect(await read(folder.path, ['groups'])).toEqual(['groups: undefined']);
    expect(existsSync(others)).toBe(true);
    expect(lstatSync(note).isFile()).toBe(true);
    expect(readFileSync(note, 'utf8')).toBe('/sys/fs/cgroup/own\n');
    if (place === 'a link') expect(readFileSync(`${note}.elsewhere`, 'utf8')).toBe(`${others}\n`);
  });

  it('a link in the place of the head of the audit log is not written through', async () => {
    await using folder = await temporaryFolder();
    const head = join(folder.path, 'head');
    await plant(head, 'a link', 'of somebody else');
    expect(() => new AuditHead(head)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(?:ELOOP|EMLINK)$/) }),
    );
    expect(readFileSync(`${head}.elsewhere`, 'utf8')).toBe('of somebody else');
  });

  it.each([
    ['lock', 'a pipe', /^player: the lock .*\/lock cannot be read: .*\/lock is no regular file/m],
    ['lock', 'a link', /^player: the lock .*\/lock cannot be read: .*\/lock is no regular file/m],
    ['lock', 'a folder', /^player: the lock .*\/lock cannot be read: .*\/lock is no regular file/m],
    ['runs', 'a pipe', /^player: .*\/runs cannot be read: /m],
  ] as const)('a player does not begin where its %s is %s, and says so', async (name, place, told) => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, name);
    if (place === 'a folder') mkdirSync(path);
    else await plant(path, place, '');
    const { exitCode, stderr } = await runPlayer(['-b', '127.0.0.1', '-p', '0', '--state-dir', folder.path]);
    expect(stderr).toMatch(told);
    expect(stderr).not.toContain('defect');
    expect(exitCode).toBe(2);
  });

  it('a link in the place of what a lock is written to first is not written through', async () => {
    await using folder = await temporaryFolder();
    const lock = join(folder.path, 'lock');
    const draft = `${lock}.${process.pid}`;
    await plant(draft, 'a link', 'of somebody else');
    using _held = takeLock(lock);
    expect(lstatSync(lock).isFile()).toBe(true);
    expect(readFileSync(`${draft}.elsewhere`, 'utf8')).toBe('of somebody else');
  });

  it.each([
    ['what it is written to first', (lock: string) => `${lock}.${process.pid}`, 'the lock cannot be written to '],
    ['the mark of its heir', (lock: string) => markOf(lock, lock, '{}'), 'the lock .* cannot be read: '],
  ])('a folder in the place of a lock, %s, is named, and nobody tries for ever', async (_where, place, told) => {
    await using folder = await temporaryFolder();
    const lock = join(folder.path, 'lock');
    writeFileSync(lock, '{}');
    mkdirSync(place(lock));
    expect(() => takeLock(lock)).toThrow(
      expect.objectContaining({
        code: 'storage',
        message: expect.stringMatching(new RegExp(`^${told}.*${basename(place(lock))}`)),
      }),
    );
  });

  it('a pipe in the place of the audit log keeps no command of its owner waiting, and is named', async () => {
    await using folder = await temporaryFolder();
    await plant(join(folder.path, 'audit/000001.ndjson'), 'a pipe', '');
    const { exitCode, stderr } = await runPlayer(['audit', '--state-dir', folder.path]);
    expect(stderr).toMatch(/^player: the audit log in .* cannot be read; .*000001\.ndjson is no regular file/);
    expect(exitCode).toBe(2);
  });
});
