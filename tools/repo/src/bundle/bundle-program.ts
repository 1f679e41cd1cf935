import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { type OutputOptions, type RolldownOutput, rolldown } from 'rolldown';
import { packageNames, ROOT } from '../workspace.ts';
import { builtins } from './builtins.ts';
import { isExternal, leaveOut } from './leave-out.ts';
import { noticesOf } from './notices.ts';
import { plainLetters } from './plain-letters.ts';

/** Says what a bundle was made from; in the package it is not, since nothing is built there. See the launcher. */
const RECORD = 'built-from.json';

/**
 * Puts the program of a package, as it is built in `dist`, and all that it loads into a few files in `program`: loading
 * hundreds takes a multiple of what the program needs to start. Where that is there and nothing was built since, nothing is
 * done. The folder appears whole or not at all.
 */
export async function bundleProgram(name: string, root = ROOT): Promise<void> {
  const folder = join(root, 'packages', name);
  const target = join(folder, 'program');
  const record = recordOf(target, root);
  if (existsSync(join(target, RECORD)) && readFileSync(join(target, RECORD), 'utf8') === record) return;
  const made = mkdtempSync(join(folder, '.program-'));
  try {
    const { output } = await writeBundle(join(folder, 'dist/cli.js'), made);
    for (const thread of THREADS.get(name) ?? []) await writeThread(join(root, 'packages', thread), made);
    writeFileSync(
      join(made, 'NOTICES.txt'),
      noticesOf(output.flatMap((file) => ('moduleIds' in file ? file.moduleIds : []))),
    );
    writeFileSync(join(made, RECORD), record);
    chmodSync(made, 0o755);
    rmSync(target, { recursive: true, force: true });
    renameSync(made, target);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** Only `conduct check` has a use for the rules, and only the end of a run for its page: no part of what everybody loads. */
const SELDOM = 'dist/(?:rules|shell|undo|programs|page|gen)/';

/** Which modules are found in one file, by their paths; the program's own are divided by its commands. */
const GROUPS = [
  // What everybody says things with, and of the rest of `report` more than half of what `conduct check` would load.
  { name: 'text', test: /packages\/report\/dist\/text\//, priority: 1 },
  ...['types', 'config', 'report'].map((name) => ({ name, test: new RegExp(`packages/${name}/(?!${SELDOM})`) })),
  { name: 'wire', test: /packages\/protocol\/|node_modules\/(@grpc|@?protobufjs|valibot|long)/ },
];

/** What a program starts as a thread of its own, by its name beside the file that starts it: no import leads there. */
const THREADS: ReadonlyMap<string, readonly string[]> = new Map([
  ['conductor', ['report/dist/metrics/extract-worker.js']],
]);

async function writeThread(input: string, folder: string): Promise<void> {
  await write(input, { dir: folder, entryFileNames: '[name].js' });
}

/** When each package was built last, and what puts it together was changed, by the path that leads there from the bundle. */
function recordOf(target: string, root: string): string {
  const built = packageNames(root).map((name) => join(root, 'packages', name, 'dist/src.tsbuildinfo'));
  const ours = readdirSync(import.meta.dirname).map((name) => join(import.meta.dirname, name));
  const times = [...built, ...ours].map((path) => [relative(target, path), statSync(path).mtimeMs] as const);
  return JSON.stringify(Object.fromEntries(times));
}

/** All files lie beside each other, one level below the package, as `dist/cli.js` does: what they look for there is there. */
async function writeBundle(input: string, folder: string): Promise<RolldownOutput> {
  mkdirSync(folder, { recursive: true });
  return await write(input, {
    dir: folder,
    entryFileNames: 'cli.js',
    chunkFileNames: '[name]-[hash].js',
    // Each file costs a search: what is shared is divided by package, and no further.
    codeSplitting: { groups: GROUPS },
  });
}

async function write(input: string, output: OutputOptions): Promise<RolldownOutput> {
  const plugins = [leaveOut, builtins, plainLetters];
  await using bundle = await rolldown({ input, platform: 'node', external: isExternal, logLevel: 'warn', plugins });
  const comments = { legal: true, annotation: false, jsdoc: false };
  return await bundle.write({ ...output, format: 'esm', comments });
}
