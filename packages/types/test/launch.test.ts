import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { satisfies } from '@conductor/types/launch';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';

const RANGE = '^22.22.2 || ^24.15.0 || >=26.0.0';
const LAUNCH = import.meta.resolve('@conductor/types/launch');

describe('the Node.js version check', () => {
  test.each(['22.22.2', '22.23.0', '24.15.0', '24.21.0', '26.0.0', '27.1.3'])('%s is good enough', (version) => {
    expect(satisfies(version, RANGE)).toBe(true);
  });

  test.each(['18.20.0', '20.20.2', '22.22.1', '23.9.0', '24.14.9', '25.9.9'])('%s is refused', (version) => {
    expect(satisfies(version, RANGE)).toBe(false);
  });
});

describe('a launcher', () => {
  test('passes the arguments to main, and its result on as the exit code', async () => {
    const main = 'export async function main(argv) { console.log(JSON.stringify(argv)); return 5; }';
    const { stdout, exitCode } = await launch({ cli: main }, ['-b', '::1']);
    expect({ stdout, exitCode }).toEqual({ stdout: '["-b","::1"]', exitCode: 5 });
  });

  test('says what to do about a Node.js that is too old', async () => {
    const { stderr, exitCode } = await launch({ cli: '', engines: '>=99.1.0' });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`probe: needs Node.js >=99.1.0, and this is ${process.versions.node} (`);
    expect(stderr).toContain('Install a newer Node.js');
  });

  test('says what to do in a checkout that is not built', async () => {
    const { stderr, exitCode } = await launch({});
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^probe: .*dist\/cli\.js does not exist; in a checkout, build it first, in its root: npm start/,
    );
  });

  test('says so where the current directory is gone', async () => {
    const { stderr, exitCode } = await launch({ cli: '' }, [], 'rmdir "$PWD"; ');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('probe: the current directory is gone');
  });

  test('runs the program in few files, in a checkout as long as nothing was built since', async () => {
    const cli = prints('many files');
    const program = prints('few files');
    expect(await launch({ cli, program })).toMatchObject({ stdout: 'few files' });
    expect(await launch({ cli, program, builtFrom: 'now' })).toMatchObject({ stdout: 'few files' });
    expect(await launch({ cli, program, builtFrom: 'earlier' })).toMatchObject({ stdout: 'many files' });
  });

  test('works for a user without a home', async () => {
    const { stdout } = await launch({ cli: prints('here') }, [], 'export HOME=/nonexistent; ');
    expect(stdout).toBe('here');
  });

  test('loads the program under the flags of V8 itself, under which compiled code is kept, until it stays lean', async () => {
    const keep = `node -e 'require("fs").writeFileSync("kept", new vm.Script("0").createCachedData())'; `;
    const { stdout } = await launch({ cli: TAKES_KEPT }, [], keep);
    expect(stdout).toBe('at first taken, lean refused');
  });

  test('calls what main throws a defect, with a code that no run ends with', async () => {
    const { stderr, exitCode } = await launch({ cli: "export async function main() { throw new Error('oh'); }" });
    expect(exitCode).toBe(70);
    expect(stderr).toMatch(/^probe: a defect of probe itself, please report it:\nError: oh\n {4}at main/);
  });
});

/** Says whether V8 takes code that a Node.js without other flags kept: each time of another file, for what V8 has itself it does not look at. */
const TAKES_KEPT = `
  import { readFileSync } from 'node:fs';
  import vm from 'node:vm';
  const cachedData = readFileSync('kept');
  const taken = (filename) => (new vm.Script('0', { cachedData, filename }).cachedDataRejected ? 'refused' : 'taken');
  export async function main(_argv, stayLean) {
    const atFirst = taken('at first');
    stayLean();
    console.log('at first ' + atFirst + ', lean ' + taken('lean'));
    return 0;
  }
`;

function prints(text: string): string {
  return `export async function main() { console.log('${text}'); return 0; }`;
}

/** A program to be launched; `builtFrom` says which build its few files were made from. */
interface Probe {
  readonly cli?: string;
  readonly program?: string;
  readonly builtFrom?: 'now' | 'earlier';
  readonly engines?: string;
}

/** Runs a program called `probe` in a package made for the occasion. */
async function launch({ cli, program, builtFrom, engines = RANGE }: Probe, args: readonly string[] = [], before = '') {
  const folder = mkdtempSync(join(tmpdir(), 'launch-'));
  try {
    for (const name of ['bin', 'dist', 'program']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', engines: { node: engines } }));
    const launcher = join(folder, 'bin/probe.js');
    writeFileSync(launcher, `import { launch } from '${LAUNCH}';\nawait launch('probe', import.meta.url);\n`);
    if (cli !== undefined) writeFileSync(join(folder, 'dist/cli.js'), cli);
    if (program !== undefined) writeFileSync(join(folder, 'program/cli.js'), program);
    if (builtFrom !== undefined) {
      const built = join(folder, 'dist/src.tsbuildinfo');
      writeFileSync(built, '');
      const time = statSync(built).mtimeMs - (builtFrom === 'now' ? 0 : 1);
      writeFileSync(join(folder, 'program/built-from.json'), JSON.stringify({ '../dist/src.tsbuildinfo': time }));
    }
    mkdirSync(join(folder, 'here'));
    const words = ['-c', `${before}exec node "$@"`, 'sh', launcher, ...args];
    return await execa('sh', words, { reject: false, cwd: join(folder, 'here') });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
