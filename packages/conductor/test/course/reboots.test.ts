import { describe, expect, it } from 'vitest';
import { interruptedAt, live } from './world.ts';

const WHOLE = (...between: readonly string[]) => [
  'began startup',
  'ended startup',
  'began run',
  ...between,
  'began collect',
  'ended collect',
  'began reset',
  'ended reset',
];

describe('a player whose host is rebooted by a step of Run', () => {
  const minutes = { limitMs: 600_000, downMs: 300_000 };

  it('is waited for far beyond its lease, by all others as well, and is no loss when it is back in time', () => {
    const chronicle = live({ players: { dut: { reboot: minutes }, sink: {} } });
    expect(chronicle.ending).toEqual({ kind: 'completed' });
    expect(chronicle.players.get('dut')?.diary).toEqual(WHOLE('came back'));
    expect(chronicle.players.get('sink')?.diary).toEqual(WHOLE('ended run'));
    expect(chronicle.sentTo('dut').filter((command) => /reboot|resume/.test(command))).toEqual([
      'permit-reboot run',
      'resume-trial',
    ]);
    expect(chronicle.recorded('player-rebooting')).toMatchObject([{ player: 'dut', limitMs: 600_000 }]);
    expect([...chronicle.recorded('player-cut'), ...chronicle.recorded('player-lost')]).toEqual([]);
    expect(chronicle.endMs).toBeGreaterThan(300_000);
  });

  it('is lost when its time is over and it is not back, with the step that it was at; the others are reset', () => {
    const chronicle = live({ players: { dut: { reboot: { limitMs: 60_000, downMs: null } }, sink: {} } });
    expect(chronicle.recorded('player-lost')).toMatchObject([
      {
        player: 'dut',
        phase: 'run',
        cause: expect.stringMatching(
          /its host was rebooted, and it is not back in time: .*at run reboot1 \(dut.cfg:3\)/,
        ),
      },
    ]);
    expect(chronicle.players.get('sink')?.diary).toContain('ended reset');
    expect(chronicle.endMs).toBeGreaterThan(60_000);
    expect(chronicle.endMs).toBeLessThan(180_000);
  });

  it('is stopped when it is back, where somebody interrupts the run meanwhile', () => {
    const strokes = [interruptedAt(10_000)];
    const chronicle = live({ players: { dut: { reboot: minutes } }, strokes });
    expect(chronicle.ending).toEqual({ kind: 'interrupted', signal: 'SIGINT' });
    expect(chronicle.players.get('dut')?.diary).toContain('ended reset');
  });

  it('gets no leave for it once the run is being stopped', () => {
    for (let atMs = 100; atMs < 300; atMs += 1) {
      const chronicle = live({ players: { dut: { reboot: minutes } }, strokes: [interruptedAt(atMs)] });
      const [first] = chronicle.sentTo('dut').filter((command) => /stop-trial|permit-reboot/.test(command));
      const isPermitted = chronicle.sentTo('dut').includes('permit-reboot run');
      expect({ atMs, first }).toEqual({ atMs, first: isPermitted ? 'permit-reboot run' : 'stop-trial' });
    }
  });

  it('has only its lease again once it was back: a loss after that is one', () => {
    const reboot = { limitMs: 600_000, downMs: 1_000 };
    const habits = { reboot, hangsAtMs: 20_000, stepsMs: { startup: 100, run: 60_000, collect: 100, reset: 100 } };
    const chronicle = live({ players: { dut: habits } });
    expect(chronicle.recorded('player-lost')).toMatchObject([
      { cause: expect.stringContaining('lease of 30 s is over') },
    ]);
    expect(chronicle.endMs).toBeLessThan(200_000);
  });
});
