import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { PhaseSteps, PutItem, PutStep } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { PUT_BACK_SCRIPT } from '../../src/put/put-back-script.ts';
import { putBackList, putList } from '../../src/put/put-lists.ts';
import { PUT_SCRIPT } from '../../src/put/put-script.ts';
import { SHELLS, shellNamedSh } from '../support/shells.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const MARK = '.conductor-abc';

/** A host with something at most of the names to which is put, the bytes to put, and the programs that shells call. */
async function makeHost() {
  const folder = await temporaryFolder();
  const at = (name: string) => join(folder.path, name);
  for (const name of ['host', 'host/conf.d', 'files']) mkdirSync(at(name));
  writeFileSync(at('host/pf.conf'), 'block all\n', { mode: 0o640 });
  writeFileSync(at('host/conf.d/a b'), 'old\n', { mode: 0o600 });
  writeFileSync(at('host/same'), 'same\n');
  chmodSync(at('host/same'), 0o644);
  symlinkSync('pf.conf', at('host/link'));
  for (const [name, content] of [
    ['new', 'pass all\n'],
    ['same', 'same\n'],
  ])
    writeFileSync(at(`files/${name}`), content ?? '');
  return { at, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

type Host = Awaited<ReturnType<typeof makeHost>>;

function itemsOn({ at }: Host): readonly PutItem[] {
  const file = (name: string, bytes = 'new', mode = 0o755): PutItem => {
    return { kind: 'file', path: at(`host/${name}`), mode, size: 0, sha256: bytes };
  };
  const folder = (name: string): PutItem => ({ kind: 'folder', path: at(`host/${name}`), mode: 0o750 });
  return [
    file('pf.conf'),
    file('link'),
    file('same', 'same', 0o644),
    folder('conf.d'),
    file('conf.d/a b'),
    folder('tree'),
    file('tree/shallow'),
    folder('tree/sub'),
    file('tree/sub/deep'),
    file('fresh'),
    // A second time, over what was put before.
    file('pf.conf', 'same', 0o600),
  ];
}

function phasesOf(items: readonly PutItem[], keep = false): { readonly phases: PhaseSteps; readonly step: PutStep } {
  const place = { file: 'dut.cfg', line: 1 };
  const step: PutStep = {
    kind: 'put',
    index: 1,
    key: 'put1',
    place,
    mayFail: false,
    source: '',
    target: '',
    keep,
    items,
  };
  return { phases: { startup: [step], run: [], collect: [], reset: [] }, step };
}

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function runScript({ at }: Host, script: string, input: string, shell = 'sh'): Ran {
  const { status, stdout, stderr } = spawnSync(shell, ['-c', script], { cwd: at('files'), input, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

/** Everything below a folder: what it is, its mode, its bytes, and of a file which one it is. */
function snapshot(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    entries.map((name) => {
      const path = join(folder, name);
      const stats = lstatSync(path);
      if (stats.isSymbolicLink()) return [name, `link to ${readlinkSync(path)}`];
      const mode = (stats.mode & 0o7777).toString(8);
      return [name, stats.isFile() ? `${mode} ${stats.ino} ${readFileSync(path, 'utf8')}` : `${mode} folder`];
    }),
  );
}

const CALLED = ['cat', 'chmod', 'cmp', 'find', 'ln', 'ls', 'mkdir', 'mv', 'rm', 'rmdir'];

/** A script that is killed as it makes its n-th call of a program. */
function killedAt(calls: number, script: string): string {
  const counting = CALLED.map(
    (name) =>
      `${name}() { n=$((n + 1)); if [ "$n" -eq ${calls} ]; then kill -s KILL $$; exit 1; fi; command ${name} "$@"; }\n`,
  );
  return `n=0\n${counting.join('')}${script}`;
}

describe('putting files, and putting back what they replaced', () => {
  it.for(SHELLS)('leaves the host as it was, under %s', async (name, context) => {
    await using found = await shellNamedSh(name);
    if (found === undefined) return context.skip(`missing: ${name}`);
    const shell = found.path;
    await using host = await makeHost();
    const { phases, step } = phasesOf(itemsOn(host));
    const before = snapshot(host.at('host'));
    const put = runScript(host, PUT_SCRIPT, putList(phases, step, MARK), shell);
    expect(put).toMatchObject({ code: 0, err: '' });
    expect(put.out).toContain(`left ${host.at('host/same')} as it is`);
    expect(readFileSync(host.at('host/tree/sub/deep'), 'utf8')).toBe('pass all\n');
    expect(readFileSync(host.at('host/link'), 'utf8')).toBe('pass all\n');
    expect(lstatSync(host.at('host/link')).isSymbolicLink()).toBe(false);
    expect(readFileSync(host.at('host/pf.conf'), 'utf8')).toBe('same\n');
    expect(statSync(host.at('host/pf.conf')).mode & 0o7777).toBe(0o600);
    const back = runScript(host, PUT_BACK_SCRIPT, putBackList(phases, MARK), shell);
    expect(back).toMatchObject({ code: 0, err: '' });
    expect(snapshot(host.at('host'))).toEqual(before);
  });

  it('leaves the host as it was wherever in the middle it is killed, and wherever the putting back is', async () => {
    await using host = await makeHost();
    const { phases, step } = phasesOf(itemsOn(host).filter(({ path }) => !/same|conf.d|sub/.test(path)));
    const before = snapshot(host.at('host'));
    const back = putBackList(phases, MARK);
    let deaths = 0;
    for (let calls = 1; ; calls += 1) {
      const put = runScript(host, killedAt(calls, PUT_SCRIPT), putList(phases, step, MARK));
      const first = runScript(host, killedAt(calls, PUT_BACK_SCRIPT), back);
      const second = runScript(host, PUT_BACK_SCRIPT, back);
      expect({ calls, ...second, out: '' }).toEqual({ calls, code: 0, out: '', err: '' });
      expect({ calls, host: snapshot(host.at('host')) }).toEqual({ calls, host: before });
      deaths += Number(put.code === null) + Number(first.code === null);
      if (put.code !== null && first.code !== null) break;
    }
    expect(deaths).toBeGreaterThan(20);
  });

  it('goes on where an attempt was cut off, and what was there first is what is put back', async () => {
    await using host = await makeHost();
    const { phases, step } = phasesOf(itemsOn(host));
    const before = snapshot(host.at('host'));
    runScript(host, killedAt(12, PUT_SCRIPT), putList(phases, step, MARK));
    expect(runScript(host, PUT_SCRIPT, putList(phases, step, MARK))).toMatchObject({ code: 0, err: '' });
    runScript(host, PUT_BACK_SCRIPT, putBackList(phases, MARK));
    expect(snapshot(host.at('host'))).toEqual(before);
  });

  it('what is kept stays', async () => {
    await using host = await makeHost();
    const { phases, step } = phasesOf([itemsOn(host)[0] ?? { kind: 'folder', path: '', mode: 0 }], true);
    runScript(host, PUT_SCRIPT, putList(phases, step, MARK));
    runScript(host, PUT_BACK_SCRIPT, putBackList(phases, MARK));
    expect(readFileSync(host.at('host/pf.conf'), 'utf8')).toBe('pass all\n');
    expect(readdirSync(host.at('host')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it.each([
    ['a folder in its place', 'host/conf.d', 'it is a folder; write a / behind it'],
    ['no folder to put it into', 'host/none/a', 'there is no such folder'],
    ['something that is no file', 'host/pipe', 'it is neither a file nor a link'],
  ])('fails with one sentence where there is %s, and changes nothing', async (_what, name, sentence) => {
    await using host = await makeHost();
    spawnSync('mkfifo', [host.at('host/pipe')]);
    const { phases, step } = phasesOf([{ kind: 'file', path: host.at(name), mode: 0o644, size: 9, sha256: 'new' }]);
    const before = readdirSync(host.at('host'), { recursive: true });
    const { code, err } = runScript(host, PUT_SCRIPT, putList(phases, step, MARK));
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(`${host.at('host')}`) });
    expect(err).toContain(sentence);
    expect(readdirSync(host.at('host'), { recursive: true })).toEqual(before);
  });

  it('a folder that steps have put something into stays, and is named', async () => {
    await using host = await makeHost();
    const { phases, step } = phasesOf([{ kind: 'folder', path: host.at('host/tree'), mode: 0o755 }]);
    runScript(host, PUT_SCRIPT, putList(phases, step, MARK));
    writeFileSync(host.at('host/tree/log'), '');
    const back = runScript(host, PUT_BACK_SCRIPT, putBackList(phases, MARK));
    expect(back.code).toBe(1);
    expect(back.err).toContain(host.at('host/tree'));
  });
});
