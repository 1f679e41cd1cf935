import { describe, expect, it } from 'vitest';
import { sleepers, sleeping, uniqueNumber } from '../containment/workbench.ts';
import { Driver } from '../driver.ts';
import { playerHere } from '../player-here.ts';
import { RUN, SessionWorld } from './session-world.ts';
import { CLAIM, claimOf, heartbeat, POLICIES, step, steps } from './trial-fixture.ts';
import { worldIn } from './worlds.ts';

const LEASE_MS = POLICIES.leaseMs;

describe('a call that is cut', () => {
  it('is no death: the list goes on, and who continues hears what was said meanwhile', () => {
    const world = worldIn('run', []);
    world.tell({ kind: 'call-ended', call: 1, cause: 'the cable was pulled' });
    world.endStep(0, { kind: 'exited', code: 0 });
    world.settle();
    world.say(2, claimOf({ kind: 'continue-run', heardCount: 3 }));
    expect(world.repliesTo(2)).toMatchObject([
      { kind: 'player-claimed', takenCount: 3, openTrial: { lastPhase: 'run', resetOwed: false } },
      { kind: 'steps-done', phase: 'run', failedCount: 0 },
    ]);
    world.say(2, { kind: 'end-phase', phase: 'run' });
    world.settle();
    expect(world.repliesTo(2).at(-1)).toEqual({ kind: 'results-acknowledged', phase: 'run' });
  });

  it('is told to who looks at the player when it is back, with why and how long', () => {
    const world = worldIn('run', []);
    world.tell({ kind: 'call-ended', call: 1, cause: 'the cable was pulled' });
    world.pass(2_300);
    world.say(2, claimOf({ kind: 'continue-run', heardCount: 3 }));
    const told =
      'the connection to the conductor was cut (the cable was pulled), and was back after 2.3 s; nothing was lost';
    expect(world.logs.at(-1)).toBe(`run ${RUN.runId}: ${told}`);
  });

  it('need not be noticed: the old call is hung up, and what still comes on it is not obeyed', () => {
    const world = worldIn('run', []);
    world.say(2, claimOf({ kind: 'continue-run', heardCount: 3 }));
    world.say(1, { kind: 'stop-trial', reason: 'an echo' });
    expect(world.repliesTo(1).at(-1)).toMatchObject({ kind: 'refused', reason: 'fenced' });
    expect(world.session.trial?.stopped).toBeNull();
    expect(world.call).toBe(2);
  });

  it('leaves nothing to say again of what a heartbeat told to have come', () => {
    const world = worldIn('run', []);
    world.say(1, heartbeat(1, 2));
    expect(world.session.holder?.said.unheard).toMatchObject([{ kind: 'phase-started' }]);
    world.say(2, claimOf({ kind: 'continue-run', heardCount: 1 }));
    expect(world.repliesTo(2)).toMatchObject([{ kind: 'refused', reason: 'fenced' }]);
    expect(world.call).toBe(1);
  });

  it('between two trials keeps the player for a lease', () => {
    const world = worldIn('run', []);
    world.endStep(0, { kind: 'exited', code: 0 });
    world.settle();
    world.say(1, { kind: 'close-trial', waiveReset: false });
    world.settle();
    world.tell({ kind: 'call-ended', call: 1, cause: 'the cable was pulled' });
    world.pass(LEASE_MS - 1);
    expect(world.session.holder?.run).toEqual(RUN);
    world.pass(2);
    expect(world.session.holder).toBeNull();
  });

  it('before anything was loaded frees the player at once', () => {
    const world = new SessionWorld();
    world.say(1, CLAIM);
    world.tell({ kind: 'call-ended', call: 1, cause: 'the cable was pulled' });
    expect(world.session.holder).toBeNull();
  });

  it('before anything was loaded lets its run have the player again, unless somebody else has it', () => {
    const world = new SessionWorld();
    world.say(1, CLAIM);
    world.tell({ kind: 'call-ended', call: 1, cause: 'the cable was pulled' });
    world.say(2, claimOf({ kind: 'continue-run', heardCount: 0 }));
    expect(world.repliesTo(2)).toEqual([{ kind: 'player-claimed', takenCount: 0, openTrial: null }]);
    world.tell({ kind: 'call-ended', call: 2, cause: 'the cable was pulled' });
    world.say(3, CLAIM, { runId: 'other', epoch: 1 });
    world.say(4, claimOf({ kind: 'continue-run', heardCount: 0 }));
    expect(world.repliesTo(4)).toMatchObject([{ kind: 'refused', reason: 'busy' }]);
  });

  it('before its claim was answered need not be noticed: who claims again has the player, and nobody else', () => {
    const world = new SessionWorld();
    world.say(1, CLAIM);
    world.say(2, CLAIM);
    expect(world.repliesTo(2)).toEqual([{ kind: 'player-claimed', takenCount: 0, openTrial: null }]);
    world.tell({ kind: 'call-ended', call: 1, cause: 'the cable was pulled' });
    expect(world.call).toBe(2);
    world.say(3, CLAIM, { runId: 'other', epoch: 1 });
    expect(world.repliesTo(3)).toMatchObject([{ kind: 'refused', reason: 'busy' }]);
  });

  it('is continued and not claimed anew once a trial was loaded', () => {
    const world = worldIn('run', []);
    world.say(2, CLAIM);
    expect(world.repliesTo(2)).toMatchObject([{ kind: 'refused', reason: 'busy' }]);
    expect(world.call).toBe(1);
  });
});

describe('who continues after the lease', () => {
  it('is refused, with when it was over and what becomes of Reset', () => {
    const world = worldIn('run', []);
    world.tell({ kind: 'call-ended', call: 1, cause: 'the cable was pulled' });
    world.sleep(LEASE_MS + 1);
    world.say(2, claimOf({ kind: 'continue-run', heardCount: 3 }));
    expect(world.repliesTo(2)).toMatchObject([
      {
        reason: 'fenced',
        message: `run ${RUN.runId} lost this player at 1970-01-01T00:00:00.000Z (no word from the conductor conductor 1 for 30 s); what it owes is being paid`,
      },
    ]);
    world.settle();
    world.say(3, claimOf({ kind: 'continue-run', heardCount: 3 }));
    expect(world.repliesTo(3)).toMatchObject([{ message: expect.stringMatching(/; no Reset was owed$/) }]);
  });

  it('hears from a player that was started anew that it knows nothing of the run', () => {
    const world = new SessionWorld();
    world.say(1, claimOf({ kind: 'continue-run', heardCount: 3 }));
    expect(world.repliesTo(1)).toMatchObject([{ message: expect.stringContaining('it may have been started anew') }]);
  });

  it('hears the last word again when it had released the player', () => {
    const world = worldIn('run', []);
    world.say(1, { kind: 'release-player' });
    world.settle();
    world.say(2, claimOf({ kind: 'continue-run', heardCount: world.said.get(1)?.length ?? 0 }));
    expect(world.repliesTo(2).map(({ kind }) => kind)).toEqual(['player-claimed']);
    world.say(3, claimOf({ kind: 'continue-run', heardCount: (world.said.get(1)?.length ?? 0) - 1 }));
    expect(world.repliesTo(3).map(({ kind }) => kind)).toEqual(['player-claimed', 'player-released']);
    expect(world.session.holder).toBeNull();
  });
});

it('a real player goes on through a cut, and nothing is lost or done twice', async () => {
  await using player = await playerHere();
  await using driver = await Driver.dial(player.port);
  const [server] = [uniqueNumber()];
  await driver.load({
    startup: steps('echo up'),
    run: [step(1, 'spawn', `exec sleep 1000.${server}`), step(2, 'step', 'echo begun'), step(3, 'step', 'sleep 0.5')],
    reset: steps('echo reset'),
  });
  await driver.perform('startup');
  await driver.start('run');
  await driver.hangUp();
  await driver.redial();
  expect(await sleepers(server)).toHaveLength(1);
  expect((await driver.hear('steps-done')).failedCount).toBe(0);
  await driver.end('run');
  await driver.perform('reset');
  expect(await driver.close()).toBe('paid');
  expect(await sleeping(server)).toEqual([]);
  expect(driver.collected.outcomes('run').map(({ kind }) => kind)).toEqual(['exited', 'exited', 'lifetime-over']);
  expect(driver.collected.output('reset', 1).toString()).toBe('reset\n');
});
