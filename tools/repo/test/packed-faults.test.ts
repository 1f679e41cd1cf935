import { expect, test } from 'vitest';
import { packedFaults } from '../src/packages/packed-faults.ts';

const FILES = ['LICENSE', 'README.md', 'package.json', 'dist/index.js', 'dist/index.d.ts'];
const MANIFEST = { name: '@conductor/x', version: '1.0.0' };

test('a complete tarball has no faults', () => {
  expect(packedFaults(FILES, MANIFEST)).toEqual([]);
});

test.each([
  [
    'a program without its files',
    FILES,
    { ...MANIFEST, bin: { x: './bin/x.js' } },
    ['bin/x.js', 'dist/cli.js', 'program/cli.js', 'program/NOTICES.txt'],
  ],
  ['no README', FILES.filter((file) => file !== 'README.md'), MANIFEST, ['README.md is missing']],
  ['what only a checkout needs', [...FILES, 'dist/src.tsbuildinfo', 'src/a.ts'], MANIFEST, ['tsbuildinfo', 'src/a.ts']],
  ['a range that only pnpm knows', FILES, { ...MANIFEST, dependencies: { y: 'workspace:*' } }, ['"workspace:*"']],
  [
    'the source condition',
    FILES,
    { ...MANIFEST, exports: { '@conductor/source': './src/index.ts' } },
    ['publishConfig'],
  ],
])('%s is found', (_what, files, manifest, says) => {
  expect(packedFaults(files, manifest)).toEqual(says.map((words) => expect.stringContaining(words)));
});
