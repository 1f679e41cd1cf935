import type { Manifest } from '../workspace.ts';

/** What every tarball must carry for whoever opens it. */
const NEEDED = ['LICENSE', 'README.md', 'package.json', 'dist/index.js', 'dist/index.d.ts'];

/** What is of use in a checkout only. */
const UNWANTED = [/\.tsbuildinfo$/, /^src\//, /^test\//, /^node_modules\//, /^tsconfig/, /^\.examples\//];

/** Exports that point into src, which is not packed. */
const SOURCE_CONDITION = '@conductor/source';

/** What is wrong with the content of a tarball; empty when nothing is. */
export function packedFaults(files: readonly string[], manifest: Manifest): string[] {
  const bins = Object.values(manifest.bin ?? {}).map((path) => path.replace(/^\.\//, ''));
  const needsCli = bins.length > 0 ? ['dist/cli.js', 'program/cli.js', 'program/NOTICES.txt'] : [];
  const missing = [...NEEDED, ...bins, ...needsCli].filter((file) => !files.includes(file));
  const unwanted = files.filter((file) => UNWANTED.some((pattern) => pattern.test(file)));
  const leaks = JSON.stringify(manifest.exports ?? {}).includes(SOURCE_CONDITION)
    ? [`its package.json still has the condition "${SOURCE_CONDITION}"; repeat the exports without it in publishConfig`]
    : [];
  return [
    ...missing.map((file) => `${file} is missing; is it in "files" of package.json, and is the package built?`),
    ...unwanted.map((file) => `${file} is packed; keep it out with "files" of package.json`),
    ...leaks,
    ...workspaceRanges(manifest),
  ];
}

function workspaceRanges(manifest: Manifest): string[] {
  return Object.entries(manifest.dependencies ?? {})
    .filter(([, range]) => /^(workspace|catalog):/.test(range))
    .map(([name, range]) => `its dependency ${name} is "${range}", which means nothing outside this workspace`);
}
