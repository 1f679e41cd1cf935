import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it, type TestContext } from 'vitest';
import { examineUser } from '../../src/doctor/user.ts';
import { findLauncher } from '../../src/run-as/find-launcher.ts';
import { findStepUser } from '../../src/run-as/step-user.ts';
import { Driver } from '../driver.ts';
import { eventually } from '../guardian/support/eventually.ts';
import { playerHere } from '../player-here.ts';
import { step, steps } from '../session/trial-fixture.ts';
import { runPlayer, startPlayerProcess } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** The user that owns nothing. */
const NOBODY = { name: 'nobody', uid: 65_534 };

describe('steps of another user', () => {
  it('have the rights of that user and its names, in every phase, whichever way their output goes', async (context) => {
    skipUnlessRoot(context);
    await using player = await playerHere({ runAs: NOBODY.name });
    expect(player.facts.user).toBe(NOBODY.name);
    for (const capture of ['file', 'pipe'] as const) {
      await using driver = await Driver.dial(player.port);
      const who = 'id -u; id -G; echo "$HOME $USER $LOGNAME"';
      const collected = await driver.performAll(
        {
          startup: steps('echo again >>/dev/stderr; exit 3'),
          run: steps(who, `kill -0 ${process.pid} && echo mine`, 'cat /etc/shadow || exit 7'),
          reset: steps('id -u'),
        },
        { capture },
      );
      const { stdout: groups } = await execa('id', ['-G', NOBODY.name]);
      expect(collected.output('startup', 1, 'err').toString()).toBe('again\n');
      expect(collected.outcomes('startup')).toEqual([{ kind: 'exited', code: 3 }]);
      expect(collected.output('run', 1).toString()).toBe(
        `${NOBODY.uid}\n${groups}\n${await homeOf(NOBODY.name)} nobody nobody\n`,
      );
      expect(collected.output('run', 2).toString()).toBe('');
      expect(collected.outcomes('run')[2]).toEqual({ kind: 'exited', code: 7 });
      expect(collected.output('reset', 1).toString()).toBe(`${NOBODY.uid}\n`);
    }
  });

  it('fetch what that user may read, and nothing else', async (context) => {
    skipUnlessRoot(context);
    await using folder = await temporaryFolder();
    await chmod(folder.path, 0o755);
    await writeFile(join(folder.path, "it's open\n"), 'for all', { mode: 0o644 });
    await writeFile(join(folder.path, 'secret'), 'for root', { mode: 0o600 });
    await mkdir(join(folder.path, 'closed'), { mode: 0o700 });
    await writeFile(join(folder.path, 'closed', 'unseen'), 'for root');
    await using player = await playerHere({ runAs: NOBODY.name });
    await using driver = await Driver.dial(player.port);
    const collected = await driver.performAll({
      collect: ['*o*en*', 'secret', 'closed/*'].map((name, at) => step(at + 1, 'fetch', join(folder.path, name))),
    });
    const refused = expect.stringContaining('the user that steps run as may not read it');
    expect(collected.outcomes('collect')).toEqual([
      { kind: 'fetched', files: 1 },
      { kind: 'fetch-failed', files: 0, reason: refused },
      { kind: 'fetch-failed', files: 0, reason: expect.stringContaining('no file matches') },
    ]);
    expect(collected.file('collect', 1, 1).toString()).toBe('for all');
  });

  it('are also those of a Reset that a guardian pays', async (context) => {
    skipUnlessRoot(context);
    await using folder = await temporaryFolder();
    await chmod(folder.path, 0o777);
    const seen = join(folder.path, 'seen');
    await using player = await startPlayerProcess(['--run-as', NOBODY.name]);
    expect(player.line).toContain('(user nobody,');
    await using driver = await Driver.dial(player.port);
    const reset = steps(
      `{ id -u; echo "$HOME"; echo "$#"; } >${seen}.draft 2>&1; echo y >/dev/stdout && mv ${seen}.draft ${seen}`,
    );
    await driver.load({ startup: steps('true'), reset });
    await driver.perform('startup');
    player.kill('SIGKILL');
    await eventually(async () => (await readFile(seen, 'utf8').catch(() => '')) !== '');
    expect(await readFile(seen, 'utf8')).toBe(`${NOBODY.uid}\n${await homeOf(NOBODY.name)}\n0\n`);
  });

  it('have all groups of that user and none of the player', async (context) => {
    skipUnlessRoot(context);
    const { become } = await findLauncher('nobody', { uid: NOBODY.uid, gid: 2, groups: [2, 3, 4_711] });
    const [program = '', ...words] = become;
    expect((await execa(program, [...words, 'id', '-G'])).stdout).toBe('2 3 4711');
  });

  it('are refused before anything listens: no such user, or no right to become it', async () => {
    const { exitCode, stderr } = await runPlayer(['-p', '0', '--run-as', 'nobody-of-this-name']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('this host has no such user')]);
    await expect(findStepUser('--version')).rejects.toThrow('no such user');
    if (process.getuid?.() !== 0) await expect(findStepUser('root')).rejects.toThrow('only root may');
  });

  it('are what a doctor tells of', async (context) => {
    expect(await examineUser({ runAs: 'nobody-of-this-name' })).toMatchObject({ level: 'red' });
    skipUnlessRoot(context);
    const { text } = await examineUser({ runAs: NOBODY.name });
    expect(text).toMatch(/^steps run as nobody \(65534\), and may do what that user may; the player is root/);
  });
});

function skipUnlessRoot(context: TestContext): void {
  if (process.getuid?.() !== 0) context.skip('missing: root, to become somebody else');
}

async function homeOf(name: string): Promise<string> {
  const passwd = await readFile('/etc/passwd', 'utf8');
  return (
    passwd
      .split('\n')
      .find((line) => line.startsWith(`${name}:`))
      ?.split(':')[5] ?? ''
  );
}
