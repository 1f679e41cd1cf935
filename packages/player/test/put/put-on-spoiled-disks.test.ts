import { spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PhaseSteps, PutItem, PutStep } from '@conductor/types';
import { expect, it } from 'vitest';
import { PUT_BACK_SCRIPT } from '../../src/put/put-back-script.ts';
import { putBackList, putList } from '../../src/put/put-lists.ts';
import { PUT_SCRIPT } from '../../src/put/put-script.ts';
import { type SmallDisk, smallDisk } from '../guardian/support/small-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const MARK = '.conductor-abc';
const NOBODY = 65_534;

interface Spoiled {
  readonly what: string;
  readonly says: readonly RegExp[];
  /** Before anything is put. */
  spoil(disk: SmallDisk, second: string): unknown;
  readonly uid?: number;
}

const SPOILED: readonly Spoiled[] = [
  {
    what: 'whose disk is full in the middle of a file',
    says: [/No space left/, /second: it cannot be written/],
    spoil: async (disk) => {
      writeFileSync(join(disk.path, 'room'), Buffer.alloc(100_000));
      await disk.fill();
      run('rm', [join(disk.path, 'room')]);
    },
  },
  {
    what: 'whose disk can only be read',
    says: [/Read-only file system/, /first: it cannot be written/],
    spoil: (disk) => run('mount', ['-o', 'remount,ro', disk.path]),
  },
  {
    what: 'on which something is mounted over a file',
    says: [/second: it cannot be moved aside: is something mounted there/],
    spoil: (_disk, second) => run('mount', ['--bind', second, second]),
  },
  {
    what: 'whose folder belongs to somebody else',
    says: [/Permission denied/, /first: it cannot be written/],
    spoil: (disk) => chmodSync(disk.path, 0o755),
    uid: NOBODY,
  },
];

it.for(SPOILED)(
  'on a host $what, a put fails with a sentence, and everything is put back',
  async (spoiled, context) => {
    await using disk = await smallDisk(context, 'size=200k');
    await using folder = await temporaryFolder();
    chmodSync(folder.path, 0o755);
    mkdirSync(join(folder.path, 'files'));
    writeFileSync(join(folder.path, 'files/small'), 'new first\n');
    writeFileSync(join(folder.path, 'files/large'), Buffer.alloc(120_000, 'x'));
    for (const name of ['first', 'second']) writeFileSync(join(disk.path, name), `old ${name}\n`);
    await spoiled.spoil(disk, join(disk.path, 'second'));
    const before = snapshot(disk.path);
    const phases = phasesOf([fileAt(join(disk.path, 'first'), 'small'), fileAt(join(disk.path, 'second'), 'large')]);
    const shell = (script: string, input: string) => {
      const { uid = process.getuid?.() } = spoiled;
      const options = {
        cwd: join(folder.path, 'files'),
        input,
        encoding: 'utf8',
        ...(uid !== undefined && { uid }),
      } as const;
      return spawnSync('sh', ['-c', script], options);
    };
    const [step] = phases.startup as readonly [PutStep];
    const put = shell(PUT_SCRIPT, putList(phases, step, MARK));
    expect(put.status).toBe(1);
    for (const sentence of spoiled.says) expect(put.stderr).toMatch(sentence);
    expect(put.stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
    const back = shell(PUT_BACK_SCRIPT, putBackList(phases, MARK));
    expect({ code: back.status, err: back.stderr }).toEqual({ code: 0, err: '' });
    expect(snapshot(disk.path)).toEqual(before);
  },
);

function fileAt(path: string, sha256: string): PutItem {
  return { kind: 'file', path, mode: 0o644, size: 0, sha256 };
}

function phasesOf(items: readonly PutItem[]): PhaseSteps {
  const base = { index: 1, key: 'put1', place: { file: 'dut.cfg', line: 1 }, mayFail: false };
  const step: PutStep = { ...base, kind: 'put', source: '', target: '', keep: false, items };
  return { startup: [step], run: [], collect: [], reset: [] };
}

/** Every name, which file it is, and what that holds. */
function snapshot(folder: string): readonly string[] {
  return readdirSync(folder).map((name) => {
    const path = join(folder, name);
    return `${name} ${lstatSync(path).ino} ${name === 'filler' ? '' : readFileSync(path, 'utf8')}`;
  });
}

function run(program: string, words: readonly string[]): void {
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
}
