import { PHASES, type Phase, type RunResult, type StartResult, visibleText } from '@conductor/types';
import { formatSpread } from '../text/quantities.ts';
import { trialName } from './walk-result.ts';

/** How far together the players started each phase: of many trials the worst. One player alone is always together. */
export function startSpreads(result: RunResult): string[] {
  return PHASES.flatMap((phase) => {
    const starts = startsOf(result, phase);
    const [worst] = starts.toSorted((one, other) => other.start.spreadMs - one.start.spreadMs);
    if (worst === undefined) return [];
    const { trial, start } = worst;
    const place = starts.length === 1 ? '' : `; the worst of ${starts.length} trials, trial ${trial}`;
    const who = start.mode === 'immediate' ? '; each when it was told to' : '';
    return [visibleText(`${phase}: ${formatSpread(start)}, ${start.first} first, ${start.last} last${place}${who}`)];
  });
}

function startsOf({ trials }: RunResult, phase: Phase): { readonly trial: string; readonly start: StartResult }[] {
  return trials.flatMap((trial) => {
    const ran = trial.phases.find((each) => each.phase === phase);
    const count = ran?.players.filter(({ start }) => start !== null).length ?? 0;
    return ran?.start && count > 1 ? [{ trial: trialName(trial), start: ran.start }] : [];
  });
}
