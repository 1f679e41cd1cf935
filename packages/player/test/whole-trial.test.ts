import { describe, expect, it } from 'vitest';
import type { Containment } from '../src/containment/containment.ts';
import { markSequence } from '../src/containment/mark.ts';
import { hasProcTable, procTable } from '../src/containment/proc-table.ts';
import { psTable } from '../src/containment/ps-table.ts';
import { sweepContainment } from '../src/containment/sweep.ts';
import { hasProgram } from './containment/workbench.ts';
import { Driver } from './driver.ts';
import { playerHere } from './player-here.ts';
import { step, steps } from './session/trial-fixture.ts';

const LEVELS: Readonly<Record<string, () => Containment | undefined>> = {
  'the best containment of this host': () => undefined,
  'the sweep': () => sweepContainment(procTable(), markSequence()),
  'the sweep with /proc hidden': () => sweepContainment(psTable(), markSequence()),
};

describe.each(Object.keys(LEVELS))('a player with %s, driven through a trial', (level) => {
  it('runs all four phases, and everything comes home byte for byte', async (context) => {
    if (level !== 'the best containment of this host' && !(hasProcTable() && (await hasProgram('ps')))) {
      return context.skip('missing: /proc, ps');
    }
    const containment = LEVELS[level]?.();
    await using player = await playerHere(containment ? { containment } : {});
    await using driver = await Driver.dial(player.port);
    const collected = await driver.performAll({
      startup: steps('echo up; echo complaint >&2'),
      run: steps('printf %s "$CONDUCTOR_TEST/$CONDUCTOR_PLAYER/$CONDUCTOR_PHASE/$CONDUCTOR_STEP"', 'exit 3'),
      collect: [step(1, 'fetch', '/etc/hostname')],
      reset: steps('echo down'),
    });
    expect(collected.output('startup', 1).toString()).toBe('up\n');
    expect(collected.output('startup', 1, 'err').toString()).toBe('complaint\n');
    expect(collected.output('run', 1).toString()).toBe('throughput/dut/run/step1');
    expect(collected.outcomes('run')).toEqual([
      { kind: 'exited', code: 0 },
      { kind: 'exited', code: 3 },
    ]);
    expect(collected.outcomes('collect')).toEqual([{ kind: 'fetched', files: 1 }]);
    expect(collected.journal().at(-1)).toMatchObject({ kind: 'trial-closed', reset: 'paid' });
    const numbers = collected.journal().map(({ seq }) => seq);
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  });
});
