import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { INTERNAL_PATHS } from '../borders.ts';
import { packageNames, ROOT, readManifest, SCOPE } from '../src/workspace.ts';

const readJson = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

describe.each(packageNames())('the package %s', (name) => {
  const folder = join('packages', name);
  const manifest = readJson(join(folder, 'package.json'));

  test('has the name of its folder, and the licence and engines of all', () => {
    const types = readJson('packages/types/package.json');
    expect(manifest).toMatchObject({
      name: SCOPE + name,
      version: types.version,
      license: 'BSD-2-Clause',
      engines: types.engines,
      type: 'module',
    });
  });

  test('publishes the exports that it has here, without the ways to its sources and its inside', () => {
    const withoutSource = (entry: unknown) => {
      if (typeof entry !== 'object' || entry === null) return entry;
      return Object.fromEntries(Object.entries(entry).filter(([condition]) => condition !== '@conductor/source'));
    };
    const isInternal = (path: string) => join(SCOPE + name, path) in INTERNAL_PATHS;
    const published = Object.entries(manifest.exports)
      .filter(([path]) => !isInternal(path))
      .map(([path, entry]) => [path, withoutSource(entry)]);
    expect(manifest.publishConfig.exports).toEqual(Object.fromEntries(published));
  });

  test('has its programs in place', () => {
    for (const path of Object.values(readManifest(join(ROOT, folder)).bin ?? {})) {
      expect(existsSync(join(ROOT, folder, path))).toBe(true);
    }
  });
});

test('every tsconfig.json of the workspace is referenced from the root, so that tsc -b checks it', () => {
  const folders = ['packages', 'tools'].flatMap((parent) =>
    readdirSync(join(ROOT, parent)).map((name) => join(parent, name)),
  );
  const configs = folders.flatMap((folder) =>
    ['tsconfig.json', 'tsconfig.test.json', 'tsconfig.page.json']
      .map((file) => join(folder, file))
      .filter((path) => existsSync(join(ROOT, path))),
  );
  const referenced = readJson('tsconfig.json').references.map(({ path }: { readonly path: string }) =>
    path.endsWith('.json') ? path : join(path, 'tsconfig.json'),
  );
  expect(referenced.toSorted()).toEqual(configs.toSorted());
});

test('the lock file names no host: packages come from wherever npm is told to look', () => {
  expect(readFileSync(join(ROOT, 'pnpm-lock.yaml'), 'utf8')).not.toContain('://');
});
