import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Outcome, type PhaseSteps, type ReadyCondition, Secret, type Step } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { Driver } from '../driver.ts';
import { playerHere } from '../player-here.ts';
import { CLAIM, step } from '../session/trial-fixture.ts';
import { freePort } from '../support/free-port.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('a ready step', () => {
  it('waits until a server listens that begins late', async () => {
    await using folder = await temporaryFolder();
    const port = await freePort();
    const file = join(folder.path, 'go');
    const server = `until test -e ${file}; do sleep 0.05; done; exec "${process.execPath}" -e 'net.createServer().listen(${port})'`;
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: [step(1, 'spawn', server), tcp(2, port), step(3, 'step', `test -e ${file}`)] });
    await driver.start('run');
    await driver.journaled((record) => record.kind === 'step-began' && record.step.index === 2);
    await writeFile(file, '');
    expect((await driver.hear('steps-done')).failedCount).toBe(0);
    await driver.end('run');
    expect(driver.collected.outcomes('run')).toContainEqual({ kind: 'ready' });
  });

  it('fails at its limit, and says what it waited for, how long, and the last answer', async () => {
    expect(await outcomesOf([tcp(1, 1, 100)])).toEqual([
      { kind: 'not-ready', reason: 'waited 0.1 s for tcp 127.0.0.1:1; last: connection refused' },
    ]);
    expect(await outcomesOf([ready(1, { kind: 'file', path: '/no/such', notEmpty: false })], 50)).toEqual([
      {
        kind: 'not-ready',
        reason: 'waited 0.05 s for file /no/such; last: there is no such file or folder (ENOENT)',
      },
    ]);
  });

  it('takes a server that listens already at its first look', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await outcomesOf([tcp(1, port)])).toEqual([{ kind: 'ready' }]);
    server.close();
  });

  it('sees a UDP socket that is bound, at its address or at every one', async () => {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const { port } = socket.address();
    const udp = (index: number, address: string | null) => ready(index, { kind: 'udp', address, port }, 50);
    const outcomes = await outcomesOf([udp(1, null), udp(2, '127.0.0.1'), udp(3, '127.0.0.2')]);
    socket.close();
    const reason = `waited 0.05 s for udp 127.0.0.2:${port}; last: it is bound at 127.0.0.1 only`;
    expect(outcomes).toEqual([{ kind: 'ready' }, { kind: 'ready' }, { kind: 'not-ready', reason }]);
  });

  it('finds a line of a spawn on either channel, also one that comes in pieces, or has no end yet', async () => {
    const pieces = "printf 'first\\nlisten'; sleep 0.3; echo 'ing on 80'; exec sleep 1000";
    const outcomes = await outcomesOf([
      step(1, 'spawn', pieces),
      log(2, 1, '^listening on \\d+$'),
      step(3, 'spawn', "echo Up and ready >&2; printf 'password: '; exec sleep 1000"),
      log(4, 3, 'UP AND', 'i'),
      log(5, 3, 'word: $'),
    ]);
    expect(outcomes.slice(0, 3)).toEqual([{ kind: 'ready' }, { kind: 'ready' }, { kind: 'ready' }]);
  });

  it('fails at once when the spawn that it listens to has ended, with its last line', async () => {
    const outcomes = await outcomesOf([step(1, 'spawn', 'echo cannot bind; exit 3'), log(2, 1, 'listening')], 60_000);
    const reason = 'log spawn1 /listening/: spawn1 ended: exit 3; last line of spawn1: "cannot bind"';
    expect(outcomes).toContainEqual({ kind: 'not-ready', reason });
  });

  it('of a spawn that has written nothing yet says that its lines may be kept back, and what to try', async () => {
    const outcomes = await outcomesOf([step(1, 'spawn', 'exec sleep 1000'), log(2, 1, 'listening')], 50);
    expect(outcomes).toContainEqual({
      kind: 'not-ready',
      reason: expect.stringMatching(/spawn1 wrote nothing; many programs keep lines back .* iperf3 --forceflush/),
    });
  });

  it('gives up a pattern that would hold up the player', async () => {
    const outcomes = await outcomesOf(
      [step(1, 'spawn', `echo ${'a'.repeat(50)}b; exec sleep 1000`), log(2, 1, '^(a+)+$')],
      60_000,
    );
    expect(outcomes[0]).toMatchObject({ kind: 'not-ready', reason: expect.stringContaining('takes too long') });
  });

  it('runs a command until it succeeds, and keeps what every try printed', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'tries');
    const command = `echo "try it's" | tee -a ${file}; test $(wc -l <${file}) -ge 3`;
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: [ready(1, { kind: 'run', command })] });
    expect(await driver.perform('run')).toBe(0);
    expect(driver.collected.outcomes('run')).toEqual([{ kind: 'ready' }]);
    expect(driver.collected.output('run', 1, 'out').toString()).toBe("try it's\n".repeat(3));
  });

  it('of a command that never succeeds says how its last try ended', async () => {
    const outcomes = await outcomesOf([ready(1, { kind: 'run', command: 'exit 7' }, 300)]);
    expect(outcomes).toEqual([{ kind: 'not-ready', reason: 'waited 0.3 s for run exit 7; last try: exit 7' }]);
  });

  it('tries a command with its secrets', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    driver.secrets = [new Secret('KEY', 'very secret')];
    await driver.load({ run: [ready(1, { kind: 'run', command: 'test "${CONDUCTOR_SECRET_KEY?}" = "very secret"' })] });
    expect(await driver.perform('run')).toBe(0);
  });

  it.each([
    ['a server', ready(1, { kind: 'tcp', host: '127.0.0.1', port: 1 })],
    ['a command', ready(1, { kind: 'run', command: 'false' })],
  ])('that waits for %s ends when the trial is stopped', async (_, waiting) => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: [waiting] }, { stepTimeoutMs: null });
    await driver.start('run');
    await driver.say({ kind: 'stop-trial', reason: 'enough' });
    await driver.hear('trial-stopped');
    await driver.hear('steps-done');
    await driver.end('run');
    expect(driver.collected.outcomes('run')).toMatchObject([{ kind: 'stopped', reason: 'enough' }]);
  });

  it('in Reset is paid by a player that has lost its conductor', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'reset');
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.say(CLAIM);
    const reset = [
      ready(1, { kind: 'run', command: `touch ${file}` }),
      ready(2, { kind: 'file', path: file, notEmpty: false }),
    ];
    await driver.loadTrial({ startup: [step(1, 'step')], reset });
    await driver.start('startup');
    await driver.hangUp();
    player.leave('the end of the test');
    await player.left;
    expect(existsSync(file)).toBe(true);
  });
});

function ready(index: number, condition: ReadyCondition, limitMs: number | null = null): Step {
  const place = { file: 'dut.cfg', line: index };
  return { index, key: `ready${index}`, place, mayFail: false, kind: 'ready', condition, limitMs };
}

function tcp(index: number, port: number, limitMs: number | null = null): Step {
  return ready(index, { kind: 'tcp', host: '127.0.0.1', port }, limitMs);
}

function log(index: number, spawnIndex: number, pattern: string, flags = ''): Step {
  return ready(index, { kind: 'log', spawn: `spawn${spawnIndex}`, spawnIndex, pattern, flags });
}

/** How the ready steps of a Run ended, with this default limit. */
async function outcomesOf(run: PhaseSteps['run'], stepTimeoutMs = 30_000): Promise<readonly Outcome[]> {
  await using player = await playerHere();
  await using driver = await Driver.dial(player.port);
  await driver.load({ run }, { stepTimeoutMs });
  await driver.perform('run');
  const kinds = ['ready', 'not-ready'];
  return driver.collected.outcomes('run').filter(({ kind }) => kinds.includes(kind));
}
