import { lstatSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { JournalEntry } from '@conductor/types';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fetchedPath } from '../../src/collect/fetched-path.ts';
import { placeFile } from '../../src/collect/place-file.ts';
import { fileExists } from '../../src/storage/file-exists.ts';
import { FolderMaker } from '../../src/storage/folder-maker.ts';
import { filesBelow } from '../support/files-below.ts';
import { plan } from '../support/sample-test.ts';
import { file, journalOf, run } from '../support/scripted-player.ts';
import { stage } from '../support/stage.ts';

const DUT = plan('dut', { run: ['fetch1=/tmp/*'] });
const CANARY = 'hostile-canary';
const NAMES = 1_000;
/** No name has more in a journal; in another form it may be twice as long. */
const MOST_CHARACTERS = 4_096;
const SAFE_PATH = /^files(\/(?!\.\.?(\/|$))[A-Za-z0-9._+=@,%~-]{1,210})+$/;
/** So many names have a link where they would go. */
const PLANTED = 40;

const separators = ['/', '//', '/./', '/../', '\\', ''];
const ways = ['.', '..', '...', '', '~', '%', '%2E%2E', '-rf', '.incoming', 'files', 'run.json', '../../events.ndjson'];
const devices = ['CON', 'nul', 'COM1.txt', 'aux.', 'LPT9', 'C:', 'a:b', 'a.', 'a '];
const controls = ['\0', '\n', '\r\n', '\u001b[2J', '\u007f', '\u009b5n', '\u202e', '\u2028', '\ufeff'];
const lookAlikes = [
  '\u2215',
  '\uff0f',
  '\u2024\u2024',
  '\u2025',
  '\uff0e\uff0e',
  'é',
  'e\u0301',
  'ﬁ',
  'İ',
  'ß',
  '\ud800',
];

const repeated = (...times: readonly number[]) =>
  fc.constantFrom('x', 'ü', '\n').chain((one) => fc.constantFrom(...times).map((many) => one.repeat(many)));
const piece = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...ways, ...devices, ...controls, ...lookAlikes, CANARY) },
  { weight: 20, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 4, arbitrary: repeated(100, 255) },
  { weight: 1, arbitrary: repeated(4096) },
);
const anyName = fc
  .tuple(fc.constantFrom('/', '', '../', '/../../'), fc.array(piece, { maxLength: 4 }), fc.constantFrom(...separators))
  .map(([start, pieces, separator]) => `${start}${pieces.join(separator)}`.slice(0, MOST_CHARACTERS));
/** Names that are one on some file system: they differ in case, or in the form of their letters. */
const nearNames = anyName.map((name) => [name, name.toUpperCase(), name.toLowerCase(), name.normalize('NFD')]);
const manyNames = fc
  .array(fc.oneof({ weight: 3, arbitrary: anyName.map((name) => [name]) }, { weight: 1, arbitrary: nearNames }), {
    minLength: NAMES,
    maxLength: NAMES,
  })
  .map((names) => names.flat().slice(0, NAMES));
const lies = { size: fc.constantFrom(0, 3, 2 ** 50), mode: fc.constantFrom(0o644, 0o4755, 0o7777) };

/** Brings a file of each name, with its number in it, below a folder, where links stand already; tells where each file is. */
type Bring = (names: readonly string[], seed: number, root: string, plant: Plant) => Promise<Brought>;
type Plant = (own: string) => Promise<ReadonlySet<string>>;

interface Brought extends AsyncDisposable {
  /** The folder of the player. */
  readonly own: string;
  /** Of each name, in their order. */
  readonly paths: readonly string[];
  readonly planted: ReadonlySet<string>;
}

test.each<[string, number, Bring]>([
  ['as they come from the player to the disk', 1, collected],
  ['as files get their names', 10, placed],
])(
  'a thousand names of a hostile player, and links where its files will go, %s, %i times: each is its own, none is elsewhere',
  { timeout: 120_000 },
  async (_, times, bring) => {
    // By its seed, so that a failure does not print a thousand names.
    const law = fc.asyncProperty(fc.integer(), async (seed) => {
      const [names = []] = fc.sample(manyNames, { seed, numRuns: 1 });
      const outside = await mkdtemp(path.join(await quickFolder(), 'conductor-names-'));
      try {
        const root = path.join(outside, 'a/b/c/d');
        await mkdir(root, { recursive: true });
        await writeFile(path.join(outside, 'precious'), 'precious');
        await using brought = await bring(names, seed, root, (own) => plantLinks(names, own, outside));
        expect(await faultsIn(names, brought)).toEqual([]);
        expect(await readFile(path.join(outside, 'precious'), 'utf8')).toBe('precious');
        const strays = (await filesBelow(outside)).filter((name) => !name.startsWith('a/b/c/d/'));
        expect(strays).toEqual(['precious']);
      } finally {
        await rm(outside, { recursive: true });
      }
      for (const folder of ['/', '/tmp', process.cwd()])
        expect(await fileExists(path.join(folder, CANARY))).toBe(false);
    });
    await fc.assert(law, { numRuns: times, endOnFailure: true });
  },
);

/** By the whole way: a player that lies about sizes and modes, over a socket. */
async function collected(names: readonly string[], seed: number, root: string, plant: Plant): Promise<Brought> {
  const step = run(1);
  const modified = '2020-01-02T03:04:05Z';
  const found = fc.sample(fc.record(lies), { seed, numRuns: names.length }).map((lie, at): JournalEntry => {
    return { kind: 'file-found', step, file: at + 1, path: names[at] ?? '', ...lie, modified };
  });
  const sources = names.map((_, at) => file(step, at + 1, String(at)));
  const on = await stage(DUT, { journal: journalOf(...found), sources }, root);
  const own = path.join(on.directory.path, 'trial-001/run/dut');
  const planted = await plant(own);
  await on.collect();
  const { files } = on.step('run', 1);
  const paths = files.map((one) => path.join(on.directory.path, one.path));
  return { own, paths, planted, [Symbol.asyncDispose]: () => on[Symbol.asyncDispose]() };
}

/** By the end of the way alone, which is quicker. */
async function placed(names: readonly string[], _seed: number, root: string, plant: Plant): Promise<Brought> {
  const own = path.join(root, 'own');
  const planted = await plant(own);
  const paths: string[] = [];
  const folders = new FolderMaker(root);
  for (const [at, source] of names.entries()) {
    const from = path.join(own, '.incoming', `02-${at}`);
    writeFileSync(from, String(at));
    const folder = path.join(own, 'files');
    paths.push(await placeFile({ from, source, folder, lastResort: `1-${at}`, folders }));
    rmSync(from);
    folders.takeUnsynced();
  }
  return { own, paths, planted, [Symbol.asyncDispose]: async () => undefined };
}

async function faultsIn(names: readonly string[], { own, paths, planted }: Brought): Promise<string[]> {
  const isRight = (stored: string, at: number) =>
    SAFE_PATH.test(path.relative(own, stored)) &&
    lstatSync(stored).isFile() &&
    realpathSync.native(stored) === stored &&
    readFileSync(stored, 'utf8') === String(at);
  const wrong = paths.flatMap((stored, at) => {
    return isRight(stored, at) ? [] : [`${JSON.stringify(names[at]?.slice(0, 200))} is at ${stored.slice(0, 300)}`];
  });
  const known = new Set([...paths, ...planted, path.join(own, 'files.json')]);
  const here = (await filesBelow(own)).map((name) => path.join(own, name));
  return [
    ...(paths.length === names.length ? [] : [`${paths.length} files are here, and not ${names.length}`]),
    ...wrong,
    ...here.filter((name) => !known.has(name)).map((name) => `${name} is here`),
  ];
}

/** Links to what must not be touched, by their paths: where files will go, where folders will, and where files are while they come. */
async function plantLinks(names: readonly string[], own: string, outside: string): Promise<ReadonlySet<string>> {
  const planted = new Set<string>();
  const plant = async (target: string, link: string) => {
    await mkdir(path.dirname(link), { recursive: true });
    // Where a link, or a name below one, stands already, one is enough.
    await symlink(target, link).then(
      () => planted.add(link),
      () => undefined,
    );
  };
  for (const name of names.slice(0, PLANTED)) {
    const [first = '', ...rest] = fetchedPath(name).split(path.sep);
    if (rest.length === 0) await plant(path.join(outside, 'precious'), path.join(own, 'files', first));
    else await plant(outside, path.join(own, 'files', first));
  }
  for (const at of [7, 8, 9]) await plant(path.join(outside, 'precious'), path.join(own, '.incoming', `01-${at}`));
  return planted;
}

/** Memory, where the system has a disk of it: what is tried is where bytes go, not how long a disk takes. */
async function quickFolder(): Promise<string> {
  return (await fileExists('/dev/shm')) ? '/dev/shm' : tmpdir();
}
