import { describe, expect, test } from 'vitest';
import { BORDERS, INTERNAL_PATHS, NEVER_TOGETHER, RESTRICTIONS, TEST_LIBRARIES } from '../borders.ts';
import { findViolations } from '../src/borders/find-violations.ts';
import { packageNames } from '../src/workspace.ts';
import { plantRepository } from './planted-repository.ts';

const RULES = {
  borders: BORDERS,
  testLibraries: TEST_LIBRARIES,
  neverTogether: NEVER_TOGETHER,
  restrictions: RESTRICTIONS,
  internalPaths: INTERNAL_PATHS,
};

function violationsIn(files: Readonly<Record<string, string>>): string[] {
  using repository = plantRepository(files);
  return findViolations(repository.root, RULES);
}

const MANIFEST = '{ "name": "@conductor/x", "version": "0.0.0" }';
const manifests = Object.fromEntries(Object.keys(BORDERS).map((name) => [`packages/${name}/package.json`, MANIFEST]));

describe('the table', () => {
  test('has every package of the workspace and no other', () => {
    expect(Object.keys(BORDERS).sort()).toEqual(packageNames());
  });

  test('points downwards only: no package can reach itself', () => {
    const reach = (name: string): string[] => {
      const border = BORDERS[name];
      const next = [...(border?.workspace ?? []), ...(border?.workspaceInCli ?? [])];
      return [...next, ...next.flatMap(reach)];
    };
    for (const name of Object.keys(BORDERS)) expect(reach(name)).not.toContain(name);
  });
});

describe('an import over a border is found', () => {
  const planted: readonly [what: string, file: string, line: string, says: string][] = [
    ['a plain one', 'packages/player/src/a.ts', "import { x } from '@conductor/report';", '"@conductor/report"'],
    [
      'one of types only',
      'packages/types/src/a.ts',
      "import type { X } from '@conductor/config';",
      'no package at all',
    ],
    ['a re-export', 'packages/report/src/a.ts', "export { x } from '@conductor/results';", '@conductor/types'],
    ['a dynamic one', 'packages/config/src/a.ts', "await import('@grpc/grpc-js');", '"@grpc/grpc-js"'],
    ['one inside a type', 'packages/config/src/a.ts', "export type X = import('execa').Options;", '"execa"'],
    ['a require', 'packages/config/src/a.ts', "export const x = require('commander');", '"commander"'],
    ['a subpath', 'packages/conductor/src/a.ts', "import '@grpc/grpc-js/build/src/channel.js';", '@grpc/grpc-js'],
    ['a path into another package', 'packages/player/src/a.ts', "import '../../types/src/index.ts';", 'by its name'],
    ['a path to generated code', 'packages/player/src/a.ts', "import '../../protocol/src/gen/x.ts';", 'by its name'],
    ['config outside the command line', 'packages/player/src/a.ts', "import '@conductor/config';", 'execa'],
    ['commander outside it', 'packages/results/src/a.ts', "import 'commander';", '"commander"'],
    ['player in conductor', 'packages/conductor/src/a.ts', "import '@conductor/player';", 'never import each other'],
    ['player in its tests', 'packages/conductor/test/a.ts', "import '@conductor/player';", 'tools/e2e'],
    ['conductor in tests of player', 'packages/player/test/a.ts', "import '@conductor/conductor';", 'tools/e2e'],
    ['a test tool in src', 'packages/types/src/a.ts', "import 'vitest';", '"vitest"'],
    ['a builtin without its prefix', 'packages/player/src/a.ts', "import 'fs';", '"node:fs"'],
    ['a socket where none may be', 'packages/config/src/a.ts', "import 'node:net';", 'opens no socket'],
    ['child_process', 'packages/conductor/src/a.ts', "import 'node:child_process';", 'through execa'],
    ['printing', 'packages/report/src/a.ts', "console.log('x');", 'only the command line prints'],
    ['leaving', 'packages/player/src/a.ts', 'process.exit(1);', 'only the command line'],
    ['the inside of a package', 'tools/lab/src/a.ts', "import '@conductor/player/session';", 'only tools/sim/ may'],
    ['a path from a tool', 'tools/lab/src/a.ts', "import '../../../packages/types/src/index.ts';", 'by its name'],
    ['writing to stdout', 'packages/player/src/a.ts', "process.stdout.write('x');", 'only the command line'],
  ];

  test.each(planted)('%s', (_what, file, line, says) => {
    const violations = violationsIn({ ...manifests, [file]: `\n${line}\n` });
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatch(new RegExp(`^${file}:2: `));
    expect(violations[0]).toContain(says);
  });
});

describe('what the table allows passes', () => {
  test.each([
    ['packages/player/src/cli.ts', "import '@conductor/config'; import 'commander'; console.log(process.argv);"],
    ['packages/player/src/cli/daemon.ts', "import '@conductor/config';"],
    ['packages/player/src/gate.ts', "import 'node:child_process'; import './spool.ts';"],
    ['packages/conductor/test/a.test.ts', "import 'vitest'; import '@conductor/conductor'; import '../src/a.ts';"],
    ['tools/sim/src/a.ts', "import '@conductor/player/session'; import '../b.ts';"],
    ['packages/protocol/src/a.ts', "import '@grpc/grpc-js'; import '@conductor/types';"],
    ['packages/player/bin/player.js', "import '@conductor/types/launch';"],
  ])('%s', (file, text) => {
    expect(violationsIn({ ...manifests, [file]: text })).toEqual([]);
  });
});

describe('a package.json over a border is found', () => {
  test('a dependency that the table does not know', () => {
    const manifest = '{ "dependencies": { "@conductor/types": "workspace:*", "lodash": "1" } }';
    expect(violationsIn({ ...manifests, 'packages/config/package.json': manifest })).toEqual([
      expect.stringMatching(
        /^packages\/config\/package\.json: depends on "lodash"; it may depend on @conductor\/types/,
      ),
    ]);
  });

  test('player and conductor as devDependencies of each other', () => {
    const manifest = '{ "devDependencies": { "@conductor/player": "workspace:*" } }';
    expect(violationsIn({ ...manifests, 'packages/conductor/package.json': manifest })).toEqual([
      expect.stringContaining('conductor and player never import each other'),
    ]);
  });

  test('a file that cannot be read as TypeScript', () => {
    expect(violationsIn({ ...manifests, 'packages/config/src/a.ts': 'import {' })).toEqual([
      'packages/config/src/a.ts: cannot be parsed, so nobody knows what it imports',
    ]);
  });

  test('a package that the table does not know', () => {
    expect(violationsIn({ ...manifests, 'packages/extra/src/a.ts': '' })).toEqual([
      expect.stringContaining('add what it may import to tools/repo/borders.ts'),
    ]);
  });
});

describe('a circle of imports', () => {
  test('is found once, with its way, also when it is of types and between tests', () => {
    const found = violationsIn({
      ...manifests,
      'packages/types/src/a.ts': "import type { B } from './b.ts';",
      'packages/types/src/b.ts': "import { c } from './deep/c.ts';\nimport { d } from './d.ts';",
      'packages/types/src/deep/c.ts': "export const c = await import('../a.ts');",
      'packages/types/src/d.ts': '',
      'tools/x/test/one.ts': "export * from './other.ts';",
      'tools/x/test/other.ts': "import './one.ts';",
    });
    const circles = found.filter((line) => line.includes('circle'));
    expect(circles).toEqual([
      expect.stringContaining(
        'packages/types/src/a.ts → packages/types/src/b.ts → packages/types/src/deep/c.ts → packages/types/src/a.ts',
      ),
      expect.stringContaining('tools/x/test/one.ts → tools/x/test/other.ts → tools/x/test/one.ts'),
    ]);
  });

  test('is none where two files import a third', () => {
    const found = violationsIn({
      ...manifests,
      'packages/types/src/a.ts': "import './b.ts';\nimport './c.ts';",
      'packages/types/src/b.ts': "import './c.ts';",
      'packages/types/src/c.ts': '',
    });
    expect(found.filter((line) => line.includes('circle'))).toEqual([]);
  });
});
