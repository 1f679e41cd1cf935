import { RUN } from '../cast.ts';
import type { Deed } from '../deed.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Stroke } from '../scenario/stroke.ts';
import type { Story } from '../simulate.ts';
import { faultlessCode } from './faultless-code.ts';
import { at, type Law } from './law.ts';

/** Whatever is cut or stopped, and well again long before the lease is over, is as if it had not been. */
export const CUTS_ARE_NO_LOSS: Law = {
  name: '5 a cut is not a death',
  broken: (story) => {
    if (!isPassing(story)) return null;
    const lost = story.deeds.find((deed) => deed.kind === 'lost-player' && deed.conductor === RUN);
    // While a player is given back nobody asks whether it is there: its barrier decides, and all is reset by then.
    if (lost?.kind === 'lost-player' && lost.cause.includes('player-released')) return null;
    if (lost?.kind === 'lost-player') return `${lost.lost} was lost at ${at(lost.atMs)}: ${lost.cause}`;
    const exit = story.deeds.find((deed) => deed.kind === 'exited' && deed.conductor === RUN);
    const expected = faultlessCode(story, RUN);
    if (exit?.kind !== 'exited' || exit.code === expected) return null;
    return `${RUN} exited ${exit.code}, and what was seen at the hosts is ${expected}`;
  },
};

/** Only such things happened that pass before any lease can be over, and after every player had one. */
function isPassing({ scenario, deeds }: Story): boolean {
  const { strokes, rivals, players, settings, timing } = scenario;
  if (strokes.length === 0 || rivals.length > 0 || !players.every(({ isGuarded }) => isGuarded)) return false;
  const spans = strokes.map(spanMs);
  const troubleMs = spans.reduce((sum, ms) => sum + ms, 0) + strokes.length * mendingMs(scenario);
  if (troubleMs + timing.heartbeatMs > settings.leaseMs) return false;
  const loaded = players.map(
    ({ name }) => deeds.find((deed) => isLoaded(deed, name))?.atMs ?? Number.POSITIVE_INFINITY,
  );
  const struckMs = deeds.find(({ kind }) => kind === 'struck')?.atMs;
  return struckMs !== undefined && struckMs > Math.max(...loaded);
}

/** Until what was cut is mended: TCP sends again, or a connection is made anew. */
function mendingMs({ latencyMs }: Scenario): number {
  return 3_000 + 8 * latencyMs[1];
}

function spanMs(stroke: Stroke): number {
  switch (stroke.kind) {
    case 'cut':
      return stroke.forMs ?? Number.POSITIVE_INFINITY;
    case 'stop-player':
    case 'stop-conductor':
      return stroke.forMs;
    case 'reset-connections':
    case 'echo':
    case 'set-clock':
      return 0;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

function isLoaded(deed: Deed, player: string): boolean {
  return deed.kind === 'loaded' && deed.player === player;
}
