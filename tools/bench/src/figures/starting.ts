import { join } from 'node:path';
import { type Command, PROGRAMS } from '@conductor/lab';
import { alternate, pairsOf } from '../alternate.ts';
import type { Figure } from '../figure.ts';
import { playerCommand } from '../ground/fleet.ts';
import { inEachPhase, writeTest } from '../ground/test-files.ts';
import { timeCommand, timeUntilPrinted } from '../ground/time-command.ts';
import { atMost, type RatioRow } from '../result/row.ts';

const FLOOR = 'node -e 0';
const TURNS = 5;

/** How long somebody waits for the programs, compared with a Node.js that does nothing. */
export const starting: Figure = {
  name: 'starting',
  title: 'programs start',
  seconds: 30,
  whyNot: () => null,
  async measure(ground, signal) {
    const folder = ground.newFolder('starting');
    const players = [{ name: 'dut', host: '127.0.0.1', port: 6970 }];
    const test = writeTest(folder, { players, phases: inEachPhase('step1: true') });
    const node = (...args: readonly string[]): Command => [process.execPath, ...args];
    const time = (command: Command) => () => timeCommand(ground, command, signal);
    const measures = {
      floor: time(node('-e', '0')),
      version: time(node(PROGRAMS.conduct, '--version')),
      check: time(node(PROGRAMS.conduct, 'check', test)),
      listening: (turn: number) =>
        timeUntilPrinted(ground, playerCommand(join(folder, `state-${turn}`)), 'listening on', signal),
    };
    // Nobody starts a program for the first time twice: code caches are filled before anything is measured.
    for (const measure of Object.values(measures)) await measure(-1);
    const turnsEach = ground.isQuick ? 1 : TURNS;
    const { floor, ...samples } = await alternate({ rounds: ground.rounds, turnsEach }, measures, signal);
    const row = (name: keyof typeof samples, what: string, bound: number): RatioRow => {
      const pairs = pairsOf(samples[name], floor);
      return { kind: 'ratio', name: `starting-${name}`, what, against: FLOOR, unit: 'ms', pairs, goal: atMost(bound) };
    };
    return [
      row('version', '`conduct --version`', 2),
      row('check', '`conduct check`', 3.5),
      row('listening', '`player` until it listens', 5),
    ];
  },
};
