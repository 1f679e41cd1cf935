import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { closeLeakedDescriptors } from '../../src/close-leaked-descriptors.ts';
import { hold } from '../support/hold.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const LONGEST_ARGUMENT = 131_072;

describe('a held command', () => {
  it('does nothing until its gate is opened, and nothing when it is dropped', async () => {
    await using folder = await temporaryFolder();
    const { gate, out } = await hold(folder.path, 'echo ran');
    expect(out()).toBe('');
    gate.drop();
    expect(await gate.exited).toEqual({ kind: 'code', code: 125 });
    expect(out()).toBe('');
  });

  it('has descriptors 0 to 2 only, nothing to read, and a session of its own', async (context) => {
    if (!existsSync('/proc/self/fd')) return context.skip('missing: /proc');
    await using folder = await temporaryFolder();
    // As the player does at its start: whoever started this test may have left something open.
    closeLeakedDescriptors();
    const { gate, out } = await hold(folder.path, 'echo $$; read line; sleep 60');
    gate.open();
    await waitFor(() => out() !== '');
    const pid = Number(out());
    expect(pid).toBe(gate.pid);
    const [, , , , group, session] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ');
    expect([Number(group), Number(session)]).toEqual([pid, pid]);
    expect(readdirSync(`/proc/${pid}/fd`)).toEqual(['0', '1', '2']);
    expect(readlinkSync(`/proc/${pid}/fd/0`)).toBe('/dev/null');
    process.kill(-pid, 'SIGKILL');
    expect(await gate.exited).toEqual({ kind: 'signal', signal: 'SIGKILL' });
  });

  it('is no target of pkill -f by its text while it is held', async (context) => {
    if (!existsSync('/proc/self/cmdline')) return context.skip('missing: /proc');
    await using folder = await temporaryFolder();
    const { gate } = await hold(folder.path, 'iperf3-of-another-step');
    expect(readFileSync(`/proc/${gate.pid}/cmdline`, 'utf8')).not.toContain('iperf3');
    gate.drop();
    await gate.exited;
  });

  it('gets the environment that it is given and no other', async () => {
    await using folder = await temporaryFolder();
    const environment = { PATH: process.env['PATH'] ?? '', ONE: 'first', conductor_word: 'kept' };
    const { gate, out } = await hold(folder.path, 'env | grep -v -e ^PWD= -e ^SHLVL= -e ^_= -e ^OLDPWD= | sort', {
      environment,
    });
    gate.open();
    await gate.exited;
    const names = out()
      .trim()
      .split('\n')
      .map((line) => line.split('=')[0]);
    expect(names).toContain('ONE');
    expect(names.filter((name) => name?.includes('GATE') || name === 'conductor_command')).toEqual([]);
  });

  it.each([
    ['too long', 'x'.repeat(LONGEST_ARGUMENT), 'too long'],
    ['with a NUL', 'echo a\0b', 'NUL'],
  ])('that is %s cannot be forked, and it is said why', async (_, command, reason) => {
    await using folder = await temporaryFolder();
    await expect(hold(folder.path, command)).rejects.toThrow(reason);
  });

  it('cannot be forked in a folder that is gone', async () => {
    await using folder = await temporaryFolder();
    await expect(hold(folder.path, 'true', { folder: join(folder.path, 'gone') })).rejects.toThrow('folder');
  });

  it('cannot be forked into a control group that is none', async () => {
    await using folder = await temporaryFolder();
    const cell = { mark: 1n, cgroupFolder: join(folder.path, 'no-group'), pidsFolder: '' };
    await expect(hold(folder.path, 'true', { cell })).rejects.toThrow('before it held');
  });

  it('never runs when the player is killed', async () => {
    await using folder = await temporaryFolder();
    const fixture = join(import.meta.dirname, '../fixtures/holds-and-waits.ts');
    const player = execa(process.execPath, ['--conditions=@conductor/source', fixture, folder.path, '20'], {
      reject: false,
    });
    const [line] = await Promise.race([firstLine(player), player.then(() => [''])]);
    const gates = String(line).trim().split(' ').map(Number);
    expect(gates).toHaveLength(20);
    player.kill('SIGKILL');
    await player;
    await waitFor(() => !gates.some(isAlive));
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.ran'))).toEqual([]);
  });
});

describe('a held command behind pipes', () => {
  it('may re-open its own output, and loses nothing', async () => {
    await using folder = await temporaryFolder();
    const { gate, out, err } = await hold(
      folder.path,
      'echo a; echo b >/dev/stdout; echo c; echo x | tee /dev/stderr',
      {
        pipeBase: join(folder.path, 'pipe'),
      },
    );
    gate.open();
    await gate.exited;
    await gate.drained;
    expect([out(), err()]).toEqual(['a\nb\nc\nx\n', 'x\n']);
    expect(existsSync(join(folder.path, 'pipe.out'))).toBe(false);
  });

  it('keeps its last words when it is told to end', async () => {
    await using folder = await temporaryFolder();
    const { gate, out } = await hold(
      folder.path,
      "trap 'echo last words; exit 0' INT; echo ready; while :; do sleep 0.05; done",
      {
        pipeBase: join(folder.path, 'pipe'),
      },
    );
    gate.open();
    await waitFor(() => out() !== '');
    process.kill(-gate.pid, 'SIGINT');
    await gate.exited;
    await gate.drained;
    expect(out()).toBe('ready\nlast words\n');
  });
});

async function firstLine(child: { stdout: NodeJS.ReadableStream }): Promise<unknown[]> {
  const { promise, resolve } = Promise.withResolvers<unknown[]>();
  child.stdout.once('data', (data) => resolve([data]));
  return promise;
}

function isAlive(pid: number): boolean {
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ' Z ';
  return !/\) [ZX] | Z /.test(stat);
}

async function waitFor(isSo: () => boolean): Promise<void> {
  await expect.poll(isSo, { interval: 5 }).toBe(true);
}
