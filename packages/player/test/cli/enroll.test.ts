import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '@conductor/types';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { callers } from '../../src/cli/callers.ts';
import { readCommandLine } from '../../src/cli/command-line.ts';
import { identityFolder } from '../../src/identity/identity-folder.ts';
import { IdentityStore } from '../../src/identity/identity-store.ts';
import { makeLab } from '../identity/lab.ts';
import { runPlayer } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const PROGRAM = join(import.meta.dirname, '../fixtures/player.ts');
const ALLOWED = 'conductor://4f1c2a9d0b/conductor/bench1';

describe('player enroll', () => {
  it('shows a line with a code, and takes the code back at Ctrl-C', async () => {
    await using folder = await temporaryFolder();
    const identity = join(folder.path, 'state', 'identity');
    const args = ['enroll', '-b', '127.0.0.1', '-p', '0', '--state-dir', join(folder.path, 'state'), '--name', 'dut2'];
    const enrolling = execa(process.execPath, ['--conditions=@conductor/source', PROGRAM, ...args], {
      reject: false,
      stdin: 'ignore',
    });
    for await (const line of enrolling) {
      expect(line).toMatch(/^conduct enroll dut2 127\.0\.0\.1:\d+ CJ1\.[\w-]{43}\.[\w-]{22}$/);
      expect(existsSync(join(identity, 'enrollment.json'))).toBe(true);
      enrolling.kill('SIGINT');
    }
    const { exitCode, stderr } = await enrolling;
    expect([exitCode, stderr]).toEqual([130, expect.stringContaining('the code is taken back')]);
    expect(existsSync(join(identity, 'enrollment.json'))).toBe(false);
  });

  it('says who has used the code, also when Ctrl-C came right after that', async () => {
    await using folder = await temporaryFolder();
    const state = join(folder.path, 'state');
    const lab = await makeLab();
    const said: string[] = [];
    const args = ['enroll', '-b', '127.0.0.1', '-p', '0', '--state-dir', state, '--name', 'dut2'];
    const enrolling = execa(process.execPath, ['--conditions=@conductor/source', PROGRAM, ...args], {
      reject: false,
      stdin: 'ignore',
    });
    for await (const line of enrolling) {
      if (!line.startsWith('conduct enroll ')) continue;
      // So that it hears of both at once.
      enrolling.kill('SIGSTOP');
      const store = new IdentityStore(identityFolder(state), {
        clock: systemClock,
        onLog: (text) => void said.push(text),
      });
      const open = store.enrollment();
      await open?.accept(lab.giveTo(open.key, 'dut2'));
      enrolling.kill('SIGINT');
      enrolling.kill('SIGCONT');
    }
    const { exitCode, stdout, stderr } = await enrolling;
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('enrolled as conductor://')]);
    expect(stderr).not.toContain('taken back');
    expect(said).toEqual([expect.stringContaining('enrolled as conductor://')]);
  });

  it('is what a player that nobody could command tells to say', async () => {
    await using folder = await temporaryFolder();
    const state = join(folder.path, 'my state');
    const { exitCode, stderr } = await runPlayer(['-b', '0.0.0.0', '-p', '6971', '--state-dir', state]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('is not loopback, and this player is not enrolled');
    expect(stderr).toContain(`Enroll it: player enroll -b 0.0.0.0 -p 6971 --state-dir '${state}'`);
  });
});

describe('player callers', () => {
  it('changes whom a player obeys, and lists it', async () => {
    await using folder = await temporaryFolder();
    const ask = (...words: readonly string[]) => askCallers(folder.path, words);
    expect(await ask()).toBe('this player is not enrolled: say "player enroll"\nnobody is on its list\n');
    expect(await ask('--allow', ALLOWED)).toBe(`me@here on this host allowed ${ALLOWED}\n`);
    expect(await ask()).toMatch(/bench1 {2}allowed \d{4}-.*Z\n$/);
    await ask('--revoke', ALLOWED);
    expect(await ask()).toMatch(/bench1 {2}revoked \d{4}-.*Z by me@here on this host\n$/);
    const { player, callers } = JSON.parse(await ask('--format', 'json'));
    expect([player, callers]).toEqual([
      null,
      [expect.objectContaining({ identity: ALLOWED, revokedCertificates: [] })],
    ]);
  });

  it('knows what can be a caller', async () => {
    await using folder = await temporaryFolder();
    const player = askCallers(folder.path, ['--allow', 'conductor://lab/player/dut']);
    await expect(player).rejects.toThrow('expected conductor://<lab>/conductor/<name>');
  });
});

async function askCallers(stateFolder: string, words: readonly string[]): Promise<string> {
  const asked = readCommandLine(['callers', '-p', '0', ...words], '0.0.0');
  if (asked.kind !== 'callers') throw new Error(`read as ${asked.kind}`);
  const { text } = await callers(stateFolder, asked, 'me@here');
  return text;
}
