import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseTest } from '@conductor/config';
import type { Test } from '@conductor/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/cli/parse-command-line.ts';
import { readWishes } from '../../src/cli/read-wishes.ts';
import { secretJson, secretsText } from '../../src/cli/secrets-text.ts';
import { secretsToDeliver } from '../../src/cli/secrets-to-deliver.ts';
import { findSecrets } from '../../src/cli/test-secrets.ts';

const DUT = `[Coordinator]
player: %ADDRESS%
cmdport: 6970
[Startup]
step1: login %(secret:password)s
[Run]
step1: curl -u "me:%(secret:PASSWORD)s" 'x%(secret:token)s'
[Reset]
step1: logout %(secret:token)s
`;

function testAt(address = '127.0.0.1'): Test {
  const dut = DUT.replace('%ADDRESS%', address);
  const { test, diagnostics } = parseTest({
    test: { path: 'test.cfg', text: '[Test]\n[Players]\ndut: dut.cfg\n' },
    players: new Map([['dut.cfg', { path: 'dut.cfg', text: dut }]]),
  });
  if (test === null) throw new Error(JSON.stringify(diagnostics));
  return test;
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, content: string | Uint8Array, mode = 0o600): void {
  writeFileSync(join(folder, name), content);
  chmodSync(join(folder, name), mode);
}

function calling(line: string, env: NodeJS.ProcessEnv) {
  const request = parseCommandLine(`${line} test.cfg`.trim().split(' '), '1.2.3', () => true);
  if (request.kind !== 'command') throw new Error(request.text);
  return { wishes: readWishes(request.parsed.options, env), env };
}

/** What is delivered, by name; the message of what is refused. */
async function delivered(line: string, env: NodeJS.ProcessEnv, address?: string): Promise<unknown> {
  try {
    const secrets = await secretsToDeliver(testAt(address), ['startup', 'run', 'reset'], calling(line, env));
    return Object.fromEntries(secrets.map((secret) => [secret.name, secret.reveal()]));
  } catch (error) {
    expect(error).toMatchObject({ code: 'config' });
    return (error as Error).message;
  }
}

const BOTH = { CONDUCTOR_SECRET_PASSWORD: 'hunter22', CONDUCTOR_SECRET_TOKEN: 'abcdef' };

describe('the secrets of a run', () => {
  it('come from the environment, and else from the files of a folder, less one line end', async () => {
    write('TOKEN', 'from a file\n\n');
    write('Password', 'not this one');
    const { CONDUCTOR_SECRET_TOKEN: _, ...env } = BOTH;
    expect(await delivered(`--secrets ${folder}`, env)).toEqual({ PASSWORD: 'hunter22', TOKEN: 'from a file\n' });
    expect(await delivered('', { ...env, CONDUCTOR_SECRETS: folder })).toMatchObject({ TOKEN: 'from a file\n' });
  });

  it('that are missing are named with the place of their first use', async () => {
    expect(await delivered('', {})).toBe(
      'dut.cfg:5: step1 (and 1 more): the secret PASSWORD is missing; set CONDUCTOR_SECRET_PASSWORD, or say --secrets with a folder that has a file PASSWORD\n' +
        'dut.cfg:7: step1 (and 1 more): the secret TOKEN is missing; set CONDUCTOR_SECRET_TOKEN, or say --secrets with a folder that has a file TOKEN',
    );
  });

  it('are those of the phases that are asked for, and of Reset', async () => {
    const env = { CONDUCTOR_SECRET_TOKEN: 'abcdef' };
    const secrets = await secretsToDeliver(testAt(), ['collect'], calling('', env));
    expect(secrets.map(({ name }) => name)).toEqual(['TOKEN']);
  });

  it.each<[string, () => void, RegExp]>([
    [
      'a file that others may read',
      () => write('token', 'abcdef', 0o640),
      /token: it is open to other users; say: chmod 600/,
    ],
    ['a folder that others may read', () => chmodSync(folder, 0o750), /it is open to other users; say: chmod 700/],
    ['a file that is no text', () => write('token', Buffer.from([0xff, 0xfe, 1, 2, 3, 4, 5, 6])), /it is not UTF-8/],
    ['a directory for a file', () => mkdirSync(join(folder, 'TOKEN'), 0o700), /it is no regular file/],
    ['a secret too short to be masked', () => write('token', 'abcde\n'), /it is shorter than 6 characters/],
    ['a secret that is too long', () => write('token', 'a'.repeat(20_000)), /it is longer than 16 KiB/],
    ['two files of one name', () => ['token', 'Token'].map((name) => write(name, 'abcdef')), /both have its name/],
    ['a folder that is not there', () => rmSync(folder, { recursive: true }), /there is no such file or folder/],
  ])('are not taken from %s', async (_, prepare, message) => {
    prepare();
    const said = await delivered(`--secrets ${folder}`, { CONDUCTOR_SECRET_PASSWORD: 'hunter22' });
    expect(said).toMatch(/^dut.cfg:7: step1 \(and 1 more\): the secret TOKEN cannot be taken from /);
    expect(said).toMatch(message);
    expect(said).not.toMatch(/abcde|aaaa/);
    mkdirSync(folder, { recursive: true });
  });

  it('do not go over an insecure network, unless the user says so once more', async () => {
    const said = await delivered('--insecure-network', BOTH, '10.0.0.5');
    expect(said).toMatch(
      /^dut.cfg:5: step1: with --insecure-network the secret PASSWORD would go to dut \(10.0.0.5:6970\) unencrypted/,
    );
    expect(said).toMatch(/--insecure-secrets/);
    expect(await delivered('--insecure-network --insecure-secrets', BOTH, '10.0.0.5')).toMatchObject({
      TOKEN: 'abcdef',
    });
    expect(await delivered('--insecure-network', BOTH, '::1')).toMatchObject({ TOKEN: 'abcdef' });
    expect(await delivered('', BOTH, '10.0.0.5')).toMatchObject({ TOKEN: 'abcdef' });
  });

  it('are listed with where they are used and whether they are there, and no more is told', async () => {
    const env = { CONDUCTOR_SECRET_PASSWORD: 'hunter22', CONDUCTOR_SECRET_TOKEN: 'x' };
    const found = await findSecrets(testAt(), ['startup', 'run'], calling('', env));
    expect(secretsText(found)).toBe(`Secrets
  PASSWORD  dut.cfg:5: step1 (and 1 more): there, from CONDUCTOR_SECRET_PASSWORD
  TOKEN     dut.cfg:7: step1 (and 1 more): the secret TOKEN cannot be taken from CONDUCTOR_SECRET_TOKEN: it is shorter than 6 characters, and could not be masked in what a step prints
`);
    const json = found.map(secretJson);
    expect(json.map(({ name, isThere }) => [name, isThere])).toEqual([
      ['PASSWORD', true],
      ['TOKEN', false],
    ]);
    expect(JSON.stringify([found, json])).not.toContain('hunter');
  });
});
