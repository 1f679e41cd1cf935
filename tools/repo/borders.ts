/*
 * Who may import whom: the one table. `check-borders.ts` holds the sources and the package.json of every package
 * against it, and the build fails on a difference. docs/architecture.md draws the same as a picture.
 */

/** What one package may import. Names in `workspace` are folders under packages/. */
export interface Border {
  /** Anywhere in src. */
  readonly workspace: readonly string[];
  /** Anywhere in src: npm packages. */
  readonly outside: readonly string[];
  /** Only in src/cli.ts and src/cli/: what the program needs and the library does not. */
  readonly workspaceInCli?: readonly string[];
  readonly outsideInCli?: readonly string[];
  /** In generate/, and in test/: what nobody who installs the package gets. */
  readonly outsideInGenerate?: readonly string[];
  readonly outsideInTests?: readonly string[];
}

export const BORDERS: Readonly<Record<string, Border>> = {
  types: { workspace: [], outside: [] },
  protocol: {
    workspace: ['types'],
    outside: ['@grpc/grpc-js', '@grpc/proto-loader', 'protobufjs', 'valibot'],
  },
  config: { workspace: ['types'], outside: ['ini'] },
  results: {
    workspace: ['types', 'protocol'],
    outside: ['valibot'],
    workspaceInCli: ['config', 'report'],
    outsideInCli: ['commander'],
  },
  report: {
    workspace: ['types'],
    outside: [],
    outsideInGenerate: ['rolldown'],
    outsideInTests: ['playwright-core'],
  },
  player: {
    workspace: ['types', 'protocol'],
    outside: ['execa'],
    workspaceInCli: ['config'],
    outsideInCli: ['commander'],
  },
  conductor: {
    workspace: ['types', 'protocol', 'config', 'results', 'report'],
    outside: ['execa'],
    outsideInCli: ['commander'],
  },
};

/** What tests may import besides what their package may, cli or not, and the package itself. */
export const TEST_LIBRARIES: readonly string[] = ['vitest', 'fast-check', 'execa'];

/** Packages that never meet, not even in a test or a devDependency. What needs both is an end-to-end test. */
export const NEVER_TOGETHER: readonly (readonly [string, string])[] = [['player', 'conductor']];

/**
 * Ways into a package that are in no published one, and what only `protocol` speaks; which tools may take them. Tools see
 * of everything else what users see.
 */
export const INTERNAL_PATHS: Readonly<Record<string, readonly string[]>> = {
  // The simulator lives through sessions in virtual time.
  '@conductor/player/session': ['tools/sim/'],
  // The floor of bringing bytes home is gRPC and nothing else.
  '@grpc/grpc-js': ['tools/bench/src/programs/'],
};

/** A thing of Node.js that only some files may use. Paths are prefixes, from the root. */
export interface Restriction {
  /** Modules, or members such as `process.exit`; `console` means any of its members. */
  readonly uses: readonly string[];
  /** Where the rule holds. */
  readonly within: readonly string[];
  /** The exceptions, inside that. */
  readonly except: readonly string[];
  readonly because: string;
}

const SOURCES = Object.keys(BORDERS).map((name) => `packages/${name}/src/`);
const CLI = Object.keys(BORDERS).flatMap((name) => [`packages/${name}/src/cli.ts`, `packages/${name}/src/cli/`]);

export const RESTRICTIONS: readonly Restriction[] = [
  {
    uses: ['console', 'process.exit', 'process.exitCode', 'process.argv', 'process.stdout', 'process.stderr'],
    within: SOURCES,
    except: CLI,
    because: 'only the command line prints, exits, or reads its arguments',
  },
  {
    uses: ['node:child_process'],
    within: SOURCES,
    except: ['packages/player/src/'],
    because: 'commands are started through execa; only the player forks steps and gates itself',
  },
  {
    uses: ['node:net', 'node:tls', 'node:http', 'node:https', 'node:http2', 'node:dgram'],
    within: ['packages/config/', 'packages/report/', 'packages/types/'],
    except: [],
    because: 'reading a test or a run directory opens no socket',
  },
];
