import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SET_UP_LIMIT_MS, startTestBed, type TestBed } from '../src/test-bed.ts';
import { playerText, testText } from '../src/test-files.ts';

const STACK = /^\s+at .*:\d+:\d+\)?$/m;

let bed: TestBed;
beforeAll(async () => {
  const run = ["stép é: printf 'hé \\033[31mred\\n'", '../../x: true', `${'k'.repeat(60_000)}: true`];
  bed = await startTestBed({ players: { dut: { run } }, settings: ['name: tést 日本'] });
}, SET_UP_LIMIT_MS);
afterAll(() => bed[Symbol.asyncDispose]());

describe('a run comes to its end, and says what came of it,', () => {
  test.each([
    ['with no standard output', '$CONDUCT -q test.cfg >&-', 0],
    ['with no output at all', '$CONDUCT test.cfg >&- 2>&-', 0],
    ['with no input', '$CONDUCT -q test.cfg <&-', 0],
    ['without a folder for temporary files', 'TMPDIR=/nowhere $CONDUCT -q test.cfg', 0],
    ['without a home', 'unset HOME; $CONDUCT -q test.cfg', 0],
    ['with a home that has no name', 'HOME= $CONDUCT -q test.cfg', 0],
    ['with names of steps that are no names of files', '$CONDUCT test.cfg', 0],
  ])('%s', async (_, script, code) => {
    const { exitCode, stdout, stderr } = await bed.shell(script).ended;
    expect({ code: exitCode, stack: STACK.test(stderr) }).toEqual({ code, stack: false });
    expect(bed.result().exitCode).toBe(0);
    expect(stdout).not.toContain('\u001b');
  });
});

describe('a report that its place does not take is no pass, and the run directory is named:', () => {
  test.each([
    ['a standard output that is full', '$CONDUCT -q test.cfg >/dev/full', /standard output: the disk is full/],
    ['a file that is full', '$CONDUCT -q -o /dev/full test.cfg', /\/dev\/full: the disk is full/],
  ])('%s', async (_, script, message) => {
    const { exitCode, stderr } = await bed.shell(script).ended;
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/; it is in .*results\/\S+\/\d{8}T\d{6}Z-\w{4}$/m);
    expect(bed.result()).toMatchObject({ exitCode: 0, verdict: 'passed' });
  });

  test('nor is a plan, or help, that is cut short', async () => {
    const script = 'for word in check --help; do $CONDUCT $word test.cfg >/dev/full; echo $?; done';
    expect(await bed.shell(script).ended).toMatchObject({ stdout: '2\n2' });
  });
});

describe('nothing is begun', () => {
  test.each([
    [
      'where the current directory is gone',
      'mkdir gone; cd gone; rmdir ../gone; $CONDUCT ../test.cfg',
      /directory is gone/,
    ],
    [
      'with settings of the user that are wrong',
      'XDG_CONFIG_HOME=$PWD/wrong $CONDUCT test.cfg',
      /conductor\.ini:1.*format/,
    ],
  ])('%s', async (_, script, message) => {
    bed.write('wrong.ini', 'format = xml\n');
    await bed.shell('mkdir -p wrong/conductor && mv wrong.ini wrong/conductor/conductor.ini').ended;
    const { exitCode, stdout, stderr } = await bed.shell(script).ended;
    expect({ exitCode, stdout, stack: STACK.test(stderr) }).toEqual({ exitCode: 2, stdout: '', stack: false });
    expect(stderr).toMatch(message);
  });

  test('below a directory in which the user may not write', async (context) => {
    if (process.getuid?.() !== 0) return context.skip('needs root, to become somebody else');
    const nobody = 'setpriv --reuid 65534 --regid 65534 --clear-groups env HOME=/nowhere XDG_CONFIG_HOME=/nowhere';
    const probe = await bed.shell(`${nobody} $CONDUCT --version`).ended;
    if (probe.exitCode !== 0) return context.skip('needs setpriv, and a checkout that others may read');
    const { exitCode, stderr } = await bed.shell(`chmod 755 .; ${nobody} $CONDUCT --results / test.cfg`).ended;
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/cannot make the run directory .*this user may not write there; .*--results/);
  });
});

test('a web server at the port of a player is called one, and conduct does not wait for it to hang up', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  bed.write('web.cfg', playerText(port, {}));
  bed.write('web-test.cfg', testText(['web'], []));
  const { exitCode, stdout } = await bed.conduct('--wait-players', '1', 'web-test.cfg').ended;
  server.close();
  expect(exitCode).toBe(3);
  expect(stdout).toContain(`is a web server, not a player; is ${port} the right cmdport?`);
});
