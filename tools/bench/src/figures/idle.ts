import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitUntil } from '@conductor/lab';
import type { Figure } from '../figure.ts';
import { startFleet } from '../ground/fleet.ts';
import { processorMs } from '../ground/processor-time.ts';
import { startTest } from '../ground/run-test.ts';
import { succeed } from '../ground/succeed.ts';
import { tcpBytes } from '../ground/tcp-bytes.ts';
import { writeTest } from '../ground/test-files.ts';
import { atMost } from '../result/row.ts';

const WINDOW_MS = 12_000;
const QUICK_WINDOW_MS = 500;

/** What a player does to the host that is measured, and to its network, while a command of Run runs and `live` is `no`. */
export const idle: Figure = {
  name: 'idle',
  title: 'a player while a command runs, with `live = no`',
  seconds: 70,
  whyNot: () => null,
  async measure(ground, signal) {
    const windowMs = ground.isQuick ? QUICK_WINDOW_MS : WINDOW_MS;
    await using fleet = await startFleet(ground, 1);
    const [player] = fleet.players;
    if (player === undefined) throw new Error('a fleet of one has no player');
    const folder = ground.newFolder('idle');
    const began = join(folder, 'began');
    const over = join(folder, 'over');
    const wait = `touch '${began}'; mkfifo '${over}'; read -r line <'${over}'`;
    const phases = { run: [`timeout3600: ${wait}`], reset: [`step1: rm '${over}'`] };
    const test = writeTest(folder, { players: fleet.players, phases, settings: ['live: no'] });
    const conduct = startTest(ground, test);
    await waitUntil(() => existsSync(began), { what: 'the command runs' }, signal);
    const percents: number[] = [];
    const rates: number[] = [];
    // The first window is for what a beginning brings with it.
    for (let round = -1; round < ground.rounds; round += 1) {
      const before = { at: performance.now(), ms: processorMs(player.pid), bytes: await tcpBytes(player.port) };
      await sleep(windowMs, undefined, { signal });
      const passedMs = performance.now() - before.at;
      if (round < 0) continue;
      percents.push(((processorMs(player.pid) - before.ms) / passedMs) * 100);
      rates.push(((await tcpBytes(player.port)) - before.bytes) / (passedMs / 1000));
    }
    await succeed(ground.start(['/bin/sh', '-c', `echo over >'${over}'`]), 'the end of the command');
    await succeed(conduct, 'conduct');
    const what = 'a player while a command runs, `live = no`';
    const rounds = (values: readonly number[]) => values.map((value) => [value]);
    return [
      {
        kind: 'value',
        name: 'idle-processor',
        what: `${what}: of one processor`,
        unit: '%',
        statistic: 'mean',
        rounds: rounds(percents),
        goal: atMost(0.2),
      },
      {
        kind: 'value',
        name: 'idle-network',
        what: `${what}: TCP payload, both ways`,
        unit: 'bytes/s',
        statistic: 'mean',
        rounds: rounds(rates),
        goal: atMost(200),
      },
    ];
  },
};
