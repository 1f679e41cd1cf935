import type { PlayerStart, RunEvent, StartResult } from '@conductor/types';
import { phaseOf, playerOf, trialOf } from './grow-run.ts';
import type { RunState } from './run-state.ts';

type EventOf<K extends RunEvent['kind']> = Extract<RunEvent, { kind: K }>;

/** When the players of a phase started, and how their clocks stood then. */
export function foldStarts(state: RunState, event: EventOf<'players-started'>): void {
  const trial = trialOf(state, event.trial, event.time);
  phaseOf(trial, event.phase).start = startResult(event);
  for (const { player: name, clock, time, lateMs, uncertaintyMs } of event.starts) {
    const player = playerOf(state, trial, name);
    if (player === undefined) continue;
    state.clocks.set(name, clock);
    player.starts.set(event.phase, { start: { time, lateMs, uncertaintyMs }, epochNs: BigInt(clock.epochNs) });
  }
}

/** A player is back from a reboot, with another clock. */
export function foldReturned(state: RunState, event: EventOf<'player-returned'>): void {
  const player = playerOf(state, trialOf(state, event.trial, event.time), event.player);
  state.clocks.set(event.player, event.clock);
  player?.returns.push({ after: event.step, epochNs: BigInt(event.clock.epochNs) });
}

/** What a clock that was set is to people. */
export function clockSentence({ player, stepMs }: EventOf<'clock-stepped'>): string {
  const whose = player === null ? 'the wall clock of the conductor' : `player "${player}": its wall clock`;
  const seconds = (Math.abs(stepMs) / 1000).toFixed(1);
  return `${whose} went ${seconds} s ${stepMs > 0 ? 'forward' : 'back'} of a sudden (it was set, or its host slept); no start and no duration depends on it`;
}

function startResult({ mode, spreadMs, uncertaintyMs, starts }: EventOf<'players-started'>): StartResult | null {
  const [one, ...others] = starts;
  if (one === undefined) return null;
  const isBefore = (start: PlayerStart, other: PlayerStart) => start.time < other.time;
  const first = others.reduce((early, start) => (isBefore(start, early) ? start : early), one);
  const last = others.reduce((late, start) => (isBefore(late, start) ? start : late), one);
  return { mode, spreadMs, uncertaintyMs, first: first.player, last: last.player };
}
