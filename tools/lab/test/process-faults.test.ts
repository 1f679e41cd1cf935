import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { freeze, freezeFor, killAtRandom, linesOf, readProcessStat } from '../src/index.ts';

const TICK = join(import.meta.dirname, 'fixtures/tick.mjs');

/** A program that prints all the time, and its pid. */
function startTicking() {
  const running = execa('node', [TICK], { reject: false });
  return { running, pid: running.pid ?? NaN, ticks: linesOf(running.stdout) };
}

test('a frozen process does nothing until it is let go', async () => {
  const { running, pid, ticks } = startTicking();
  await ticks.more(1);
  {
    using _frozen = await freeze(pid);
    expect(readProcessStat(pid)?.state).toBe('T');
  }
  await ticks.more(3);
  running.kill('SIGKILL');
  await running;
});

test('a process frozen for a time misses that time', async () => {
  const { running, pid, ticks } = startTicking();
  await ticks.more(3);
  await freezeFor(pid, 300);
  await ticks.more(3);
  const times = ticks.seen.map((line) => Number(line.split(' ')[1]));
  const gaps = times.slice(1).map((time, at) => time - (times[at] ?? NaN));
  expect(Math.max(...gaps)).toBeGreaterThanOrEqual(290);
  running.kill('SIGKILL');
  await running;
});

test('a freeze that is cut short lets the process go', async () => {
  const { running, pid, ticks } = startTicking();
  await ticks.more(1);
  const stop = new AbortController();
  const freezing = freezeFor(pid, 1_000_000, stop.signal);
  stop.abort();
  await expect(freezing).rejects.toThrow('aborted');
  await ticks.more(3);
  running.kill('SIGKILL');
  await running;
});

test('what is dead cannot be frozen, and is said to be dead', async () => {
  const { running, pid } = startTicking();
  running.kill('SIGKILL');
  await running;
  await expect(freeze(pid)).rejects.toThrow('ESRCH');
});

test('kills at the moment that the seed decides', async () => {
  const moments: number[] = [];
  for (const seed of [5, 5, 6]) {
    const { running, pid, ticks } = startTicking();
    await ticks.more(1);
    const killed = await killAtRandom(pid, { withinMs: 100, seed });
    expect((await running).signal).toBe('SIGKILL');
    moments.push(killed.kind === 'killed' ? killed.afterMs : NaN);
  }
  expect(moments[0]).toBe(moments[1]);
  expect(moments[0]).not.toBe(moments[2]);
});

test('says when there was nobody left to kill', async () => {
  const { running, pid, ticks } = startTicking();
  await ticks.more(1);
  const killing = killAtRandom(pid, { withinMs: 3_000, seed: 1 });
  running.kill('SIGKILL');
  await running;
  expect(await killing).toEqual({ kind: 'ended' });
});
