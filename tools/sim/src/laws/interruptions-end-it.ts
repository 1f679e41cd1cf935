import type { Story } from '../simulate.ts';
import { at, type Law } from './law.ts';
import { boundAfterInterruptMs } from './run-bounds.ts';

/** After the first Ctrl-C a run only collects and resets; the third leaves at once. */
export const INTERRUPTIONS_END_IT: Law = {
  name: '5 interruptions end it',
  broken: (story) => {
    const conductors = new Set(story.deeds.flatMap((deed) => (deed.kind === 'interrupted' ? [deed.conductor] : [])));
    for (const conductor of conductors) {
      const fault = lateLeave(story, conductor);
      if (fault !== null) return `${conductor} ${fault}`;
    }
    return null;
  },
};

function lateLeave({ deeds, scenario }: Story, conductor: string): string | null {
  const own = deeds.filter((deed) => 'conductor' in deed && deed.conductor === conductor);
  const [first, , third] = own.filter(({ kind }) => kind === 'interrupted').map(({ atMs }) => atMs);
  const exit = own.find(({ kind }) => kind === 'exited');
  if (!exit || first === undefined) return null;
  const isStopped = own.some(({ kind, atMs }) => kind === 'conductor-stopped' && third !== undefined && atMs >= third);
  if (third !== undefined && exit.atMs > third && !isStopped)
    return `went on after the third signal, from ${at(third)} until ${at(exit.atMs)}`;
  const tookMs = exit.atMs - first;
  const boundMs = boundAfterInterruptMs(scenario);
  return tookMs > boundMs ? `went on for ${at(tookMs)} after the first signal; the bound is ${at(boundMs)}` : null;
}
