import { expect, it } from 'vitest';
import { loadRules, parseTest } from '../../src/index.ts';
import { COORDINATOR } from '../support/marked-test.ts';

const rules = await loadRules();

/** What the rule says of a player with these lines. */
function said(startup: string, run: string): string[] {
  const text = `${COORDINATOR}[Startup]\n${startup}\n[Run]\n${run}\n[Collect]\n[Reset]\n`;
  const files = {
    test: { path: 'test.cfg', text: '[Test]\n[Workers]\ndut: dut.cfg\n' },
    players: new Map([['dut.cfg', { path: 'dut.cfg', text }]]),
  };
  const { diagnostics } = parseTest(files, { rules });
  return diagnostics.flatMap(({ code, message }) => (code === 'ended-by-reboot' ? [message] : []));
}

it('finds what is spawned before the host is rebooted, and not what is spawned behind that', () => {
  expect(said('spawn1: ./server\nreboot1: 600', '')).toEqual([
    expect.stringMatching(/^spawn1 ends when reboot1 on line \d+ reboots the host$/),
  ]);
  expect(said('spawn1: ./server', 'step1: date\nreboot1: 600')).toHaveLength(1);
  expect(said('reboot1: 600\nspawn1: ./server', 'spawn2: ./client')).toEqual([]);
});
