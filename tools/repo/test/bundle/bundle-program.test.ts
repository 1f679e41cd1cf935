import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { bundleProgram } from '../../src/bundle/bundle-program.ts';
import { plantRepository } from '../planted-repository.ts';

/** A package with a program, as it is built, that needs another package and a library. */
const BUILT = {
  'packages/app/package.json': '{"type":"module"}',
  'packages/app/dist/cli.js': `
    import process from 'node:process';
    import { greeting } from '../../types/dist/index.js';
    import { dots } from '../node_modules/dots/index.js';
    console.log(dots(greeting), process.argv.length);`,
  'packages/app/dist/src.tsbuildinfo': '{}',
  'packages/app/node_modules/dots/package.json': '{"name":"dots","version":"1.2.3","license":"MIT","type":"module"}',
  'packages/app/node_modules/dots/index.js': "export const dots = (text) => text + '…';",
  'packages/app/node_modules/dots/LICENSE': 'Copyright of the dots',
  'packages/types/package.json': '{"type":"module"}',
  'packages/types/dist/index.js': "export const greeting = 'hello';",
  'packages/types/dist/src.tsbuildinfo': '{}',
};

test('a program is put together by all three plugins, with the licences of what it includes, and runs', async () => {
  using repository = plantRepository(BUILT);
  await bundleProgram('app', repository.root);
  const program = join(repository.root, 'packages/app/program');
  const texts = readdirSync(program)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(program, name), 'utf8'))
    .join('\n');
  expect(texts).not.toMatch(/^import .*"node:|[^\0-\x7f]/m);
  expect(readFileSync(join(program, 'NOTICES.txt'), 'utf8')).toBe('dots 1.2.3 (MIT)\n\nCopyright of the dots\n');
  const { stdout } = await execa(process.execPath, [join(program, 'cli.js')], { stdin: 'ignore' });
  expect(stdout).toBe('hello… 2');
});

test('it is made anew when something was built since, and only then', async () => {
  using repository = plantRepository(BUILT);
  const program = join(repository.root, 'packages/app/program');
  await bundleProgram('app', repository.root);
  writeFileSync(join(program, 'mark'), '');
  await bundleProgram('app', repository.root);
  expect(readdirSync(program)).toContain('mark');
  utimesSync(join(repository.root, 'packages/types/dist/src.tsbuildinfo'), 1, 1);
  await bundleProgram('app', repository.root);
  expect(readdirSync(program)).not.toContain('mark');
});

test('one that cannot be put together leaves the one before as it was, and no folder of its own', async () => {
  using repository = plantRepository(BUILT);
  const app = join(repository.root, 'packages/app');
  await bundleProgram('app', repository.root);
  const before = readFileSync(join(app, 'program/built-from.json'), 'utf8');
  writeFileSync(join(app, 'dist/cli.js'), "import './gone.js';");
  utimesSync(join(app, 'dist/src.tsbuildinfo'), 1, 1);
  await expect(bundleProgram('app', repository.root)).rejects.toThrow(/gone\.js/);
  expect(readFileSync(join(app, 'program/built-from.json'), 'utf8')).toBe(before);
  expect(readdirSync(app).sort()).toEqual(['dist', 'node_modules', 'package.json', 'program']);
});
