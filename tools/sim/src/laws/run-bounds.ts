import type { Phase } from '@conductor/types';
import type { Scenario } from '../scenario/scenario.ts';
import { deadManBoundMs, endingMs, phaseMs } from './bounds.ts';

/** A connection that nobody uses is noticed to be dead by then. */
export const NETWORK_MS = 40_000;

/** Every barrier, every limit, every lease of a run, one after the other. */
export function runBoundMs(scenario: Scenario): number {
  const { settings, timing, phases, trials, players } = scenario;
  const { waitPlayersMs, waitFreeMs } = timing;
  const barrierMs = barrierBoundMs(scenario);
  const trialMs =
    2 * barrierMs +
    phases.reduce((sum, phase) => sum + phaseBoundMs(scenario, phase), 0) +
    // Reset may run although it was not asked for, and again at the close.
    2 * phaseBoundMs(scenario, 'reset');
  const claimingMs = (players.length + 1) * waitPlayersMs + waitFreeMs + (players.length + 4) * barrierMs;
  // A lost player is waited for until it has reset by itself.
  const lostMs = Math.max(...players.map(({ name }) => deadManBoundMs(scenario, name)));
  return claimingMs + trials * (trialMs + settings.cooldownMs) + lostMs + standstillMs(scenario) + NETWORK_MS;
}

/** What is going on is ended; then Collect, Reset, and what is owed at the close. */
export function boundAfterInterruptMs(scenario: Scenario): number {
  const barrierMs = barrierBoundMs(scenario);
  const lostMs = Math.max(...scenario.players.map(({ name }) => deadManBoundMs(scenario, name)));
  const endedMs = 4 * (barrierMs + endingMs(scenario.settings)) + lostMs;
  const collectMs = phaseBoundMs(scenario, 'collect');
  return endedMs + collectMs + 2 * phaseBoundMs(scenario, 'reset') + standstillMs(scenario) + NETWORK_MS;
}

/** How long processes stand still in a scenario. */
export function standstillMs({ strokes }: Scenario): number {
  const spans = strokes.map((stroke) =>
    stroke.kind === 'stop-conductor' || stroke.kind === 'stop-player' ? stroke.forMs : 0,
  );
  return spans.reduce((sum, ms) => sum + ms, 0);
}

/** As long as one after the other comes, the others are waited for. */
function barrierBoundMs({ timing, players }: Scenario): number {
  return players.length * timing.barrierMs;
}

/** Armed, started, done or stopped, ended, and held by the collector. */
function phaseBoundMs(scenario: Scenario, phase: Phase): number {
  const { settings, players } = scenario;
  const heldMs = (players.length + 2) * settings.leaseMs + NETWORK_MS;
  return phaseMs(scenario, phase) + 5 * barrierBoundMs(scenario) + 4 * endingMs(settings) + heldMs;
}
