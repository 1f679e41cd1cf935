import type { Story } from '../simulate.ts';
import { deadManBoundMs } from './bounds.ts';
import { at, type Law } from './law.ts';
import { NETWORK_MS, runBoundMs, standstillMs } from './run-bounds.ts';

/** Every run ends within its bound, and in the end nothing is owed, held or waited for. */
export const NOBODY_HANGS: Law = {
  name: '5 nobody hangs',
  broken: (story) => {
    if (story.restMs === null) return 'the world never came to rest: somebody still holds, owes or waits for something';
    return lateExit(story) ?? lateRest(story, story.restMs);
  },
};

function lateExit(story: Story): string | null {
  const boundMs = runBoundMs(story.scenario);
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
