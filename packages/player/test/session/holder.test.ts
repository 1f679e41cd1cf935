import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FREE_CONDITION } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { sleepers, sleeping, uniqueNumber } from '../containment/workbench.ts';
import { Driver } from '../driver.ts';
import { playerHere } from '../player-here.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { CLAIM, heartbeat, POLICIES, phases, step, steps } from './trial-fixture.ts';

/** The time in which these tests say nothing is far below it. */
const SHORT = { leaseMs: 1_500 };

describe('who holds a player', () => {
  it('is named to whoever comes second', async () => {
    await using player = await playerHere();
    await using first = await Driver.dial(player.port);
    await using second = await Driver.dial(player.port);
    await first.say(CLAIM);
    await first.hear('player-claimed');
    await second.say(CLAIM);
    const { reason, holder, message } = await second.hear('refused');
    expect([reason, holder?.runId]).toEqual(['busy', first.run.runId]);
    expect(message).toContain('tester@here');
    await first.say({ kind: 'release-player' });
    await first.hear('player-released');
    await using third = await Driver.dial(player.port);
    await third.say(CLAIM);
    await third.hear('player-claimed');
  });

  it('is not what is said of a player that is ending: it says so itself, also while it pays', async () => {
    await using folder = await temporaryFolder();
    const go = join(folder.path, 'go');
    await using player = await playerHere();
    await using first = await Driver.dial(player.port);
    await using second = await Driver.dial(player.port);
    await first.load({ startup: steps('true'), reset: steps(`until [ -e ${go} ]; do sleep 0.02; done`) });
    await first.perform('startup');
    player.leave('SIGTERM');
    await first.journaled((record) => record.kind === 'step-began' && record.step.phase === 'reset');
    await second.say(CLAIM);
    expect(await second.hear('refused')).toMatchObject({
      reason: 'busy',
      holder: null,
      message: `this player is ending (SIGTERM), and first brings to its end what run ${first.run.runId} left; start it again when it has ended`,
    });
    writeFileSync(go, '');
    await player.left;
  });

  it('is the only one that it obeys', async () => {
    await using player = await playerHere();
    await using holder = await Driver.dial(player.port);
    await using stranger = await Driver.dial(player.port);
    await holder.load({ run: steps('echo mine') });
    await stranger.say({ kind: 'stop-trial', reason: 'mischief' });
    expect((await stranger.hear('refused')).reason).toBe('fenced');
    expect(await holder.perform('run')).toBe(0);
  });

  it('may not speak out of turn: it is told so, and has lost the player', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ startup: steps('true'), reset: steps('echo reset') });
    await driver.perform('startup');
    await driver.say({ kind: 'start-phase', phase: 'run', at: null });
    const { reason, message } = await driver.hear('refused');
    expect([reason, message]).toEqual(['protocol', 'start-phase run came after startup']);
    expect(await driver.journaled(({ kind }) => kind === 'trial-closed')).toMatchObject({ reset: 'paid' });
  });
});

describe('a frame that cannot be read', () => {
  it('is told to its sender, with what is wrong with it', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.say(CLAIM);
    await driver.hear('player-claimed');
    const fetch = step(1, 'fetch', `/${'x'.repeat(5_000)}`);
    const { trial } = driver;
    await driver.say({ kind: 'load-trial', trial, policies: POLICIES, phases: phases({ run: [fetch] }), secrets: [] });
    const { reason, message } = await driver.hear('refused');
    expect(reason).toBe('protocol');
    expect(message).toContain('pattern of a fetch: expected at most 4096 characters, got 5001');
  });
});

describe('a player that greets tells', () => {
  it('that it is free, and keeps nothing', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    expect(driver.control.condition).toEqual(FREE_CONDITION);
  });

  it('who holds it, which step runs, and which runs it keeps with what of their Resets', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ startup: steps('true'), run: steps('true', 'sleep 100'), reset: steps('true') }, SHORT);
    await driver.perform('startup');
    await driver.start('run');
    await driver.journaled((record) => record.kind === 'step-began' && record.step.index === 2);
    await using asking = await Driver.dial(player.port);
    const { holder, kept, ...place } = asking.control.condition;
    expect(place).toEqual({ trial: driver.trial, phase: 'run', stepIndex: 2 });
    expect(holder).toMatchObject({ ...driver.run, who: 'tester@here (pid 1)', leaseMs: SHORT.leaseMs });
    expect(holder?.silentMs).toBeLessThan(SHORT.leaseMs);
    expect(kept).toMatchObject([{ runId: driver.run.runId, reset: 'unconfirmed', isOwed: true }]);
    await driver.hangUp();
    await driver.journaled(({ kind }) => kind === 'trial-closed');
    await using later = await Driver.dial(player.port);
    expect(later.control.condition).toMatchObject({ holder: null, trial: null, phase: null });
    expect(later.control.condition.kept).toMatchObject([{ runId: driver.run.runId, reset: 'paid', isOwed: false }]);
  });
});

it('a heartbeat is answered with phase, step, what runs and what is pending', async () => {
  await using player = await playerHere();
  await using driver = await Driver.dial(player.port);
  await driver.say(CLAIM);
  await driver.hear('player-claimed');
  await driver.loadTrial({ run: [step(1, 'spawn', 'sleep 100'), step(2, 'step', 'echo begun; sleep 100')] });
  await driver.start('run');
  for (let sequence = 1; ; sequence += 1) {
    await driver.say(heartbeat(sequence, 0));
    const beat = await driver.hear('heartbeat-reply');
    expect(beat).toMatchObject({ sequence, phase: 'run', takenCount: 3 });
    // Both commands have been let go, and what one printed was noticed, besides the journal.
    if (beat.stepIndex === 2 && beat.runningCount === 2 && beat.pendingBytes > 'begun\n'.length) break;
  }
});

describe('a trial that cannot be kept', () => {
  it('because one of its name was kept before is never mixed with that', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: steps('true') });
    await driver.close();
    const { trial } = driver;
    await driver.say({ kind: 'load-trial', trial, policies: POLICIES, phases: phases({}), secrets: [] });
    expect((await driver.hear('refused')).message).toContain('the trial cannot be kept');
  });

  it('because its signal is none is refused', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.say(CLAIM);
    const policies = { ...POLICIES, stopSignal: 'SIGNOTHING' };
    await driver.say({ kind: 'load-trial', trial: driver.trial, policies, phases: phases({}), secrets: [] });
    expect((await driver.hear('refused')).message).toContain('SIGNOTHING');
  });
});

describe('a conductor that is gone for longer than its lease', () => {
  it('in Run: what runs is stopped, Reset is run to its end, and the player is free', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    const [server, client] = [uniqueNumber(), uniqueNumber()];
    const plan = {
      startup: [step(1, 'spawn', `exec sleep 1000.${server}`)],
      run: [step(1, 'spawn', `exec sleep 1000.${client}`), step(2, 'step', 'sleep 100'), step(3, 'step', 'echo never')],
      reset: steps(`pgrep -f "sleep 1000[.]${server}" >/dev/null && echo the server lives`, 'echo reset'),
    };
    await driver.load(plan, SHORT);
    await driver.perform('startup');
    await driver.start('run');
    await sleepers(client);
    await driver.journaled((record) => record.kind === 'step-began' && record.step.index === 2);
    await driver.hangUp();
    const closed = await driver.journaled(({ kind }) => kind === 'trial-closed');
    expect(closed).toMatchObject({ reset: 'paid' });
    expect(
      driver.collected
        .outcomes('run')
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['skipped', 'stopped', 'stopped']);
    expect(driver.collected.outcomes('reset')).toEqual([
      { kind: 'exited', code: 0 },
      { kind: 'exited', code: 0 },
    ]);
    expect([await sleeping(server), await sleeping(client)]).toEqual([[], []]);
    await using next = await Driver.dial(player.port);
    await next.say(CLAIM);
    await next.hear('player-claimed');
  });

  it('while a phase is armed: its first command never runs', async () => {
    await using folder = await temporaryFolder();
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    const ran = join(folder.path, 'ran');
    await driver.load({ startup: steps(`echo >${ran}`), reset: steps(`echo >${ran}`) }, SHORT);
    await driver.say({ kind: 'arm-phase', phase: 'startup' });
    await driver.hear('phase-armed');
    await driver.hangUp();
    expect(await driver.journaled(({ kind }) => kind === 'trial-closed')).toMatchObject({ reset: 'not-owed' });
    expect(existsSync(ran)).toBe(false);
  });

  it('in Reset: Reset goes on to its end', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ startup: steps('true'), reset: steps('sleep 3', 'echo reset') }, SHORT);
    await driver.perform('startup');
    await driver.start('reset');
    await driver.hangUp();
    expect(await driver.journaled(({ kind }) => kind === 'trial-closed')).toMatchObject({ reset: 'paid' });
    await driver.collectedAll();
    expect(driver.collected.output('reset', 2).toString()).toBe('reset\n');
  });

  it('lets Run come to its end where on_disconnect is finish', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    const plan = { startup: steps('true'), run: steps('sleep 3', 'echo finished'), reset: steps('true') };
    await driver.load(plan, { ...SHORT, onDisconnect: 'finish' });
    await driver.perform('startup');
    await driver.start('run');
    await driver.hangUp();
    await driver.journaled(({ kind }) => kind === 'trial-closed');
    expect(driver.collected.outcomes('run')).toEqual([
      { kind: 'exited', code: 0 },
      { kind: 'exited', code: 0 },
    ]);
    expect(driver.collected.outcomes('reset')).toHaveLength(1);
  });

  it('though its connection stands: a conductor that says nothing has lost the player', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ startup: steps('true'), reset: steps('true') }, { leaseMs: 2_000 });
    await driver.start('startup');
    const stopped = await driver.journaled(({ kind }) => kind === 'trial-stopped');
    expect(stopped).toMatchObject({ reason: expect.stringContaining('for 2 s') });
    await driver.journaled(({ kind }) => kind === 'trial-closed');
  });
});

describe('a trial that is stopped', () => {
  it('begins nothing more of Run, then collects and resets', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({
      run: steps('echo up; exec sleep 100', 'echo never'),
      collect: steps('echo collected'),
      reset: steps('echo reset'),
    });
    await driver.start('run');
    // A SIGINT that dash gets just before it starts a command is lost on both.
    while (driver.collected.output('run', 1).length === 0) await driver.collected.grown();
    await driver.say({ kind: 'stop-trial', reason: 'Ctrl-C' });
    await driver.hear('trial-stopped');
    expect((await driver.hear('steps-done')).failedCount).toBe(0);
    await driver.end('run');
    expect(driver.collected.outcomes('run')).toEqual([
      { kind: 'stopped', reason: 'Ctrl-C', exit: { kind: 'signal', signal: 'SIGINT' } },
      { kind: 'skipped', reason: 'Ctrl-C' },
    ]);
    await driver.perform('collect');
    await driver.perform('reset');
    expect(driver.collected.output('collect', 1).toString()).toBe('collected\n');
    expect(driver.collected.output('reset', 1).toString()).toBe('reset\n');
  });

  it('answers for a phase that was armed and never starts', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: steps('echo never') });
    await driver.say({ kind: 'arm-phase', phase: 'run' });
    await driver.hear('phase-armed');
    await driver.say({ kind: 'stop-trial', reason: 'Ctrl-C' });
    await driver.hear('trial-stopped');
    await driver.end('run');
    expect(driver.collected.outcomes('run')).toEqual([]);
  });

  it('is one whose step failed, where on_failure is stop: the rest of the list is skipped', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.load({ run: steps('exit 3', 'echo never') }, { onFailure: 'stop' });
    expect(await driver.perform('run')).toBe(1);
    expect(driver.collected.outcomes('run').map(({ kind }) => kind)).toEqual(['exited', 'skipped']);
  });

  it('takes down a fetch that waits for its collector', async () => {
    await using player = await playerHere();
    await using driver = await Driver.dial(player.port);
    await driver.say(CLAIM);
    await driver.loadTrial({ collect: [step(1, 'fetch', '/etc/hostname')] });
    await driver.start('collect');
    await driver.say({ kind: 'stop-trial', reason: 'Ctrl-C twice' });
    await driver.hear('steps-done');
    await driver.collect();
    await driver.end('collect');
    expect(driver.collected.outcomes('collect')).toMatchObject([{ kind: 'stopped', reason: 'Ctrl-C twice' }]);
  });
});
