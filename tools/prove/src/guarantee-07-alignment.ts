import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Bed,
  type BedWords,
  bootSeconds,
  createBed,
  createLab,
  createWallClock,
  type PlayerSteps,
  type Program,
  type Random,
  seededRandom,
  startProxyFor,
  usualSteps,
  type WallClock,
  whyNoLab,
  whyNoWallClock,
} from '@conductor/lab';
import { armed } from './armed.ts';
import type { Guarantee } from './guarantee.ts';
import { failureOf } from './trace-laws.ts';

const LATE = 'late';
const NAMES = ['first', 'second', LATE];
const RUN_SECONDS = 0.2;
/** What the late player hears and what it answers take so much longer together: so long the others are armed and wait. */
const LATE_MS = 400;
const CONTROL_CONNECTION = 0;
/** On one machine, whose processors the players share; the kernel counts in hundredths of a second. */
const MOST_SPREAD_MS = 250;
const TICK_SECONDS = 0.01;
const TWO_HOURS_MS = 2 * 60 * 60_000;
const MINUTE_MS = 60_000;

/** Whose wall clock jumps, in turn. */
const JUMPERS = ['nobody', 'first', 'everybody'] as const;

/**
 * The link to one of three players is slow. No player starts Run before the last is armed, and the first commands of all start
 * within 250 ms of each other; a wall clock that jumps two hours between arm and start is told, and changes nothing. The witness is
 * the kernel: when the command's process was forked, which is arming, and when it ran; and that all players have one clock.
 */
export const alignment: Guarantee = {
  number: 7,
  title: `Alignment: all armed, then all started within ${MOST_SPREAD_MS} ms`,
  defaultN: 21,
  gateN: 3,
  ceiling: 10_000,
  isAlone: false,
  whyNot: () => whyNoLab() ?? whyNoWallClock(),
  async run(trialIndex, seed, signal) {
    const jumper = JUMPERS[trialIndex % JUMPERS.length] ?? 'nobody';
    await using clock = await createWallClock();
    await using lab = await createLab({ players: NAMES.length });
    await using proxy = await startProxyFor(lab, NAMES.indexOf(LATE));
    const env = jumper === 'everybody' ? clock.env : {};
    const dialled = { [LATE]: proxy };
    await using bed = createBed({ lab, names: NAMES, steps: forkTellingSteps, dialled, env, signal });
    const players = await Promise.all(NAMES.map((name) => bed.startPlayer(name, name === jumper ? clock.env : {})));
    const half = { delayMs: LATE_MS / 2 };
    await proxy.set({ toClient: half, toServer: half }, CONTROL_CONNECTION);
    const conduct = bed.conduct();
    const jumpedSeconds = await jumpWhileArmed(players.slice(0, -1), clock, seededRandom(seed), signal);
    const { exitCode, signal: by, stdout, stderr } = await conduct.ended;
    if (exitCode !== 0)
      return { failure: `conduct ended with ${exitCode ?? by}: ${stdout}${stderr}`, worstMs: 0, hit: true };

    const starts = NAMES.map((name) => startOf(bed, name));
    const lastArmed = Math.max(...starts.map(({ armedSeconds }) => armedSeconds));
    const firstStarted = Math.min(...starts.map(({ startedSeconds }) => startedSeconds));
    const worstMs = 1000 * (Math.max(...starts.map(({ startedSeconds }) => startedSeconds)) - firstStarted);
    const faults = [
      ...(lastArmed <= firstStarted + TICK_SECONDS
        ? []
        : [`one started ${lastArmed - firstStarted} s before the last was armed`]),
      ...(worstMs <= MOST_SPREAD_MS ? [] : [`the first commands started ${Math.round(worstMs)} ms apart`]),
      ...durationFaults(bed),
      ...clockFaults(bed, jumper),
    ];
    const hit =
      Math.min(...starts.map(({ armedSeconds }) => armedSeconds)) <= jumpedSeconds && jumpedSeconds <= firstStarted;
    return { failure: failureOf(faults.map((fault) => `the clock of ${jumper} jumps: ${fault}`)), worstMs, hit };
  },
};

/** The first command of Run tells when its process was forked (proc_pid_stat(5), field 22), in ticks since the machine started. */
function forkTellingSteps(words: BedWords): PlayerSteps {
  const forked = 'read -r stat </proc/$$/stat; set -- $stat; shift 21; forked=$1';
  return {
    ...usualSteps(words, RUN_SECONDS),
    run: [`step1: ${forked}; ${words.say('forked-$forked')}; sleep ${RUN_SECONDS}`],
  };
}

async function jumpWhileArmed(
  prompt: readonly Program[],
  clock: WallClock,
  random: Random,
  signal: AbortSignal,
): Promise<number> {
  for (const player of prompt) await armed(player, 'run', signal);
  // From here on they wait for half of `LATE_MS` at least.
  await sleep((random() * LATE_MS) / 2, undefined, { signal });
  await clock.jump(random() < 0.5 ? TWO_HOURS_MS : -TWO_HOURS_MS);
  return bootSeconds();
}

function startOf(bed: Bed, name: string) {
  const told = bed.trace(name).find(({ word }) => word.startsWith('forked-'));
  if (told === undefined) throw new Error(`player ${name} passed and did not run its step`);
  return { armedSeconds: Number(told.word.slice('forked-'.length)) * TICK_SECONDS, startedSeconds: told.atSeconds };
}

/** All players have the monotonic clock of this machine, and what is said of it holds; who sets a wall clock is told, and nobody else. */
function clockFaults(bed: Bed, jumper: (typeof JUMPERS)[number]): string[] {
  const { players, problems } = bed.result();
  const untrue = players.filter(({ clock }) => clock === null || Math.abs(clock.offsetMs) > clock.uncertaintyMs);
  const isTold = problems.some((problem) => problem.includes('wall clock'));
  return [
    ...untrue.map(({ name, clock }) => `the clock of ${name} was measured as ${JSON.stringify(clock)}, and is ours`),
    ...(isTold === (jumper !== 'nobody') ? [] : [`of wall clocks it was told: ${JSON.stringify(problems)}`]),
  ];
}

/** No duration has two hours more or less. */
function durationFaults(bed: Bed): string[] {
  const steps = bed
    .result()
    .trials.flatMap(({ phases }) => phases.flatMap(({ players }) => players.flatMap((player) => player.steps)));
  const wrong = steps.filter(({ durationMs }) => durationMs === null || durationMs < 0 || durationMs > MINUTE_MS);
  return wrong.map(({ key, durationMs }) => `${key} took ${durationMs} ms`);
}
