import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openForker } from '../../src/fork/forker.ts';
import { guardianState } from '../../src/guardian/index.ts';
import { Driver } from '../driver.ts';
import { eventually } from '../guardian/support/eventually.ts';
import { sleeper, sleeping } from '../guardian/support/processes.ts';
import { step, steps } from '../session/trial-fixture.ts';
import { hold } from '../support/hold.ts';
import { startPlayerProcess } from '../support/player-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const PLAYER = join(import.meta.dirname, '../fixtures/player-with-forker.ts');
const isLinux = process.platform === 'linux';

describe.skipIf(!isLinux)('a command that another process forks', () => {
  it('is held, leads a session, works in its folder, appends to its outputs, and ends as it ends', async () => {
    await using folder = await temporaryFolder();
    await using forker = await openForker();
    const { gate, out, err } = await hold(folder.path, 'pwd; cut -d" " -f5,6 /proc/$$/stat; echo no >&2; exit 143', {
      fork: forker.fork,
      folder: folder.path,
    });
    expect(out()).toBe('');
    gate.open();
    expect(await gate.exited).toEqual({ kind: 'code', code: 143 });
    expect(out()).toBe(`${folder.path}\n${gate.pid} ${gate.pid}\n`);
    expect(err()).toBe('no\n');
    const killed = await hold(folder.path, 'kill -TERM $$', { fork: forker.fork });
    killed.gate.open();
    expect(await killed.gate.exited).toEqual({ kind: 'signal', signal: 'SIGTERM' });
  });

  it('never runs when its gate is dropped, nor when the forker is gone', async () => {
    await using folder = await temporaryFolder();
    const held: Awaited<ReturnType<typeof hold>>[] = [];
    {
      await using forker = await openForker();
      const dropped = await hold(folder.path, 'echo ran', { fork: forker.fork });
      dropped.gate.drop();
      expect(await dropped.gate.exited).toEqual({ kind: 'code', code: 125 });
      held.push(dropped, await hold(folder.path, 'echo ran', { fork: forker.fork }));
    }
    await eventually(() => held.every(({ gate }) => !isThere(gate.pid)));
    expect(held.map(({ out }) => out())).toEqual(['', '']);
  });

  it('loses nothing of what it prints through pipes', async () => {
    await using folder = await temporaryFolder();
    await using forker = await openForker();
    const pipeBase = join(folder.path, 'pipe');
    const { gate, out } = await hold(folder.path, 'echo a; echo b >/dev/stdout', { fork: forker.fork, pipeBase });
    gate.open();
    await gate.exited;
    await gate.drained;
    expect(out()).toBe('a\nb\n');
  });

  it('that cannot be forked is refused with the reason', async () => {
    await using folder = await temporaryFolder();
    await using forker = await openForker();
    const { fork } = forker;
    await expect(hold(folder.path, 'x'.repeat(131_072), { fork })).rejects.toThrow('too long');
    await expect(hold(folder.path, 'true', { fork, folder: join(folder.path, 'gone') })).rejects.toThrow('folder');
  });

  it.each(['player', 'forker'])('is ended by the guardian, which pays Reset, when the %s is killed', async (who) => {
    await using folder = await temporaryFolder();
    const trace = join(folder.path, 'trace');
    const running = sleeper();
    await using player = await startPlayerProcess([], {}, PLAYER);
    await using driver = await Driver.dial(player.port);
    await driver.load({
      startup: [step(1, 'spawn', `exec sleep ${running}`)],
      run: steps(`setsid sleep ${running} & sleep ${running}`),
      reset: steps(`echo paid >>${trace}`),
    });
    await driver.perform('startup');
    await driver.start('run');
    await eventually(() => sleeping(running) === 3);
    const forker = Number(/forker (\d+)$/.exec(player.line)?.[1]);
    process.kill(who === 'player' ? player.pid : forker, 'SIGKILL');
    await player.ended;
    const trial = join(player.stateFolder, 'runs', driver.run.runId, 'case', 'trial-001');
    await eventually(async () => (await guardianState(trial)).kind === 'paid');
    expect(await readFile(trace, 'utf8')).toBe('paid\n');
    expect(sleeping(running)).toBe(0);
  });
});

/** What is dead and only not reaped is not there. */
function isThere(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
