import { expect, test } from 'vitest';
import { builtins } from '../../src/bundle/builtins.ts';
import { bundled } from './bundled.ts';

/** Every form in which our programs and their libraries import from Node.js, shared between two files. */
const PROGRAM = {
  'main.js': `
    import process, { argv } from 'node:process';
    import path from 'node:path';
    import { basename as nameOf, join } from 'node:path';
    import { sep } from './other.js';
    const loaded = process.moduleLoadList;
    console.log(JSON.stringify({ said: [argv.length, path.extname('a.b'), nameOf('/x/y'), join('a', 'b'), sep], loaded }));`,
  'other.js': `
    import 'node:events';
    import paths from 'node:path';
    export const sep = paths.sep;`,
};

test('what Node.js offers is taken without an import, does the same, and loads less', async () => {
  using before = await bundled(PROGRAM, []);
  using after = await bundled(PROGRAM, [builtins]);
  const [imported, taken] = [JSON.parse(before.printed), JSON.parse(after.printed)];
  expect(taken.said).toEqual([2, '.b', 'y', 'a/b', '/']);
  expect(imported.said).toEqual(taken.said);
  expect(before.code).toMatch(/^import .* from "node:process";$/m);
  expect(after.code).not.toMatch(/^(?:import|export)\b.*"node:/m);
  const more = imported.loaded.filter((name: string) => !taken.loaded.includes(name));
  expect(more).toContain('NativeModule internal/process/report');
  expect(taken.loaded.filter((name: string) => !imported.loaded.includes(name))).toEqual([]);
});

test.each([
  [
    'import * as fs from "node:fs"; console.log(fs.sep);',
    /main\.js: this import of Node\.js is written in an unknown way: import \* as fs/,
  ],
  ['export * from "node:path";', /main\.js: this import of Node\.js is written in an unknown way: export \*/],
  [
    'export { default } from "node:path"; import { sep, default as path } from "node:path"; console.log(sep, path);',
    /"node:path": what it exports by default is taken by a name of its own/,
  ],
])('an import that cannot be taken so ends the build: %s', async (main, told) => {
  await expect(bundled({ 'main.js': main }, [builtins])).rejects.toThrow(told);
});
