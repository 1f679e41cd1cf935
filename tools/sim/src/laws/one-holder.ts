import type { Story } from '../simulate.ts';
import { at, type Law } from './law.ts';

/** A player belongs to one run at a time, and no command of another run begins. */
export const ONE_HOLDER: Law = {
  name: '8 one holder',
  broken: (story) => {
    for (const { name } of story.scenario.players) {
      const fault = strangers(story, name);
      if (fault !== null) return `${name}: ${fault}`;
    }
    return null;
  },
};

function strangers({ deeds }: Story, player: string): string | null {
  let holder: string | null = null;
  for (const deed of deeds.filter((each) => 'player' in each && each.player === player)) {
    if (deed.kind === 'held') {
      if (holder !== null) return `${deed.runId} got it at ${at(deed.atMs)}, while ${holder} held it`;
      holder = deed.runId;
    }
    if (['freed', 'killed', 'left', 'went-down'].includes(deed.kind)) holder = null;
    const isCommand = deed.kind === 'began' && deed.by === 'player';
    if (isCommand && holder !== deed.trial.split('/')[0]) {
      return `${deed.trial} ${deed.phase}/${deed.index} began at ${at(deed.atMs)}, while ${holder ?? 'nobody'} held it`;
    }
  }
  return null;
}
