import type { Story } from '../simulate.ts';
import { deadManBoundMs, endingMs, phaseMs } from './bounds.ts';
import { at, type Law } from './law.ts';

/** Every run ends within its bound, and in the end nothing is owed, held or waited for. */
export const NOBODY_HANGS: Law = {
  name: '5 nobody hangs',
  broken: (story) => {
    if (story.restMs === null) return 'the world never came to rest: somebody still holds, owes or waits for something';
    return lateExit(story) ?? lateRest(story, story.restMs);
  },
};

function lateExit(story: Story): string | null {
  const boundMs = runBoundMs(story);
  for (const deed of story.deeds) {
    if (deed.kind !== 'exited') continue;
    const began = story.deeds.find((other) => other.kind === 'conductor-began' && other.conductor === deed.conductor);
    const tookMs = deed.atMs - (began?.atMs ?? 0);
    if (tookMs > boundMs) return `${deed.conductor} ended after ${at(tookMs)}; its bound was ${at(boundMs)}`;
  }
  return null;
}

/** Once nobody commands any more, players are free within the dead-man bound. */
function lateRest({ deeds, scenario }: Story, restMs: number): string | null {
  const endings = ['exited', 'conductor-killed', 'went-on', 'killed', 'listens'];
  const lastMs = deeds.findLast(({ kind }) => endings.includes(kind))?.atMs ?? 0;
  const boundMs =
    Math.max(...scenario.players.map(({ name }) => deadManBoundMs(scenario, name))) +
    standstillMs(scenario) +
    NETWORK_MS;
  return restMs - lastMs <= boundMs
    ? null
    : `all was at rest at ${at(restMs)}, ${at(restMs - lastMs)} after the last conductor; the bound is ${at(boundMs)}`;
}

/** A connection that nobody uses is noticed to be dead by then. */
const NETWORK_MS = 40_000;

/** Every barrier, every limit, every lease, one after the other. */
function runBoundMs({ scenario }: Story): number {
  const { settings, timing, phases, trials, players } = scenario;
  const { barrierMs, waitPlayersMs, waitFreeMs } = timing;
  const heldMs = 3 * settings.leaseMs + NETWORK_MS;
  const phaseBoundMs = (phase: (typeof phases)[number]) =>
    phaseMs(scenario, phase) + 5 * barrierMs + 4 * endingMs(settings) + heldMs;
  const trialMs =
    2 * barrierMs +
    phases.reduce((sum, phase) => sum + phaseBoundMs(phase), 0) +
    // Reset may run although it was not asked for, and again at the close.
    2 * phaseBoundMs('reset');
  const pausesMs = settings.cooldownMs * trials;
  return (
    waitPlayersMs +
    waitFreeMs +
    players.length * barrierMs +
    4 * barrierMs +
    trials * trialMs +
    pausesMs +
    standstillMs(scenario) +
    NETWORK_MS
  );
}

function standstillMs({ strokes }: Story['scenario']): number {
  return strokes.reduce(
    (sum, stroke) => sum + (stroke.kind === 'stop-conductor' || stroke.kind === 'stop-player' ? stroke.forMs : 0),
    0,
  );
}
