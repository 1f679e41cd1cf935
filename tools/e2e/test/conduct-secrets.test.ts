import { chmodSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../src/temporary-folder.ts';
import { createTestBed, startTestBed } from '../src/test-bed.ts';

const CANARY = `c4n/ary "k3y" 'x' ?`;
const FORMS = [
  CANARY,
  JSON.stringify(CANARY).slice(1, -1),
  encodeURIComponent(CANARY),
  // The places that hold nothing of what stands beside it.
  ...['', 'x', 'xy'].map((before) => Buffer.from(`${before}${CANARY}`).toString('base64').slice(4, -4)),
];

/** A folder of secrets outside of everything that a run writes. */
function secretsFolder(): Disposable & { readonly path: string } {
  const folder = temporaryFolder();
  const path = join(folder.path, 'secrets');
  mkdirSync(path, { mode: 0o700 });
  chmodSync(folder.write('secrets/canary', `${CANARY}\n`), 0o600);
  return { path, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

/** Every text below a folder that has the canary in it in any form, or a name with it. */
function foundIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    // The file that keeps room for Reset is nothing but room.
    const text = entry.isFile() && !entry.name.includes('reserve') ? readFileSync(path, 'utf8') : '';
    return FORMS.filter((form) => text.includes(form) || entry.name.includes(form)).map((form) => `${path}: ${form}`);
  });
}

const SECRET = '%(secret:canary)s';
const PRINTS = [
  `step1: echo ${SECRET}; echo "x: ${SECRET}" >&2; echo 'y: ${SECRET}'`,
  `step2: printf %%s ${SECRET} | base64; printf 'xy%%s, and so on' ${SECRET} | base64; printf 'x%%s' ${SECRET} | base64 -w 7`,
  `step3: ${process.execPath} -e 'const s = process.argv[1]; console.log(JSON.stringify({ s }), encodeURIComponent(s), String(new URLSearchParams({ s })))' ${SECRET}`,
  `step4: set -x; : ${SECRET}`,
];

test('a secret that steps print in every way, fail with and time out with is found nowhere after the run', async () => {
  using secrets = secretsFolder();
  const phases = {
    startup: [`step1: echo ${SECRET} >../noted`, 'step2: cat ../noted', 'spawn3: sh -c "sleep 1000" %(secret:canary)s'],
    run: [
      ...PRINTS,
      `step5: echo ${SECRET}; exit 3`,
      `timeout1: printf 'a%%s' ${SECRET}; sleep 60`,
      `step6: echo ${SECRET} >&2; sleep 60`,
      `step7: ${SECRET}`,
    ],
    collect: ['fetch1: /tmp/no-such-file-anywhere', 'step2: cat ../noted'],
    reset: [`step1: echo ${SECRET}`, 'step2: rm ../noted'],
  };
  await using bed = await startTestBed({ players: { dut: phases }, settings: ['step_timeout: 3'] });
  const checked = await bed.conduct('check', 'test.cfg', '--secrets', secrets.path).ended;
  expect(checked.stdout).toMatch(/Secrets\n {2}CANARY {2}dut.cfg:\d+: step1 \(and 10 more\): there, from .*canary/);
  const { exitCode, stdout, stderr } = await bed.run('--secrets', secrets.path, '-v');
  expect(exitCode).toBe(1);
  const out = readFileSync(join(bed.latest(), 'trial-001/run/dut/01-step1.out'), 'utf8');
  expect(out).toBe(`${'*'.repeat(CANARY.length)}\ny: ${'*'.repeat(CANARY.length)}\n`);
  const base64 = readFileSync(join(bed.latest(), 'trial-001/run/dut/02-step2.out'), 'utf8');
  expect(base64).toMatch(/^\*+=*\neH\*+LCBhbmQgc28gb24=\n/);
  const player = bed.player('dut');
  player.kill('SIGTERM');
  const said = [checked.stdout, checked.stderr, stdout, stderr, ...Object.values(await player.ended)].join('\n');
  expect(FORMS.filter((form) => said.includes(form))).toEqual([]);
  // What is looked through has the audit log of the player in it, with what it has run.
  const audit = join(bed.folder, 'dut.state/audit');
  const logged = readdirSync(audit).map((name) => readFileSync(join(audit, name), 'utf8'));
  expect(logged.join('')).toContain('"kind":"step-armed"');
  expect(foundIn(bed.folder)).toEqual([]);
});

test('a test whose secret is missing, or would go over an open network, dials nobody and exits with 2', async () => {
  using secrets = secretsFolder();
  const run = [`step1: curl -H "Token: ${SECRET}" 'http://10.0.0.7/%(secret:other)s'`];
  await using bed = await createTestBed({ players: { dut: { run } } });
  const { exitCode, stderr } = await bed.run('--secrets', secrets.path, '--wait-players', '0');
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/dut.cfg:\d+: step1: the secret OTHER is missing; set CONDUCTOR_SECRET_OTHER/);
  bed.write('dut.cfg', bed.read('dut.cfg').replace('127.0.0.1', '192.0.2.1').replace(':other)', ':canary)'));
  const open = await bed.run('--secrets', secrets.path, '--insecure-network');
  expect(open).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('say --insecure-secrets as well') });
  expect(FORMS.filter((form) => `${stderr}${open.stderr}`.includes(form))).toEqual([]);
});
