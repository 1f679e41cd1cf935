import type { RunHistory } from '@conductor/results';
import type { Holder, KeptRun } from '@conductor/types';
import { formatPlayer } from '../course/player-state.ts';
import { keptOf, type LeftToDo } from '../left-to-do.ts';
import type { PlayerFinding } from '../survey-players.ts';
import { seconds } from './plan-settings.ts';

type Greeted = PlayerFinding & { readonly kind: 'greeted' };

/** One line on what was found on a player: who holds it, what it is at, and what of the run is still on it. */
export function findingText(history: RunHistory, finding: PlayerFinding, left: readonly LeftToDo[]): string {
  const { player } = finding;
  if (finding.kind === 'absent') return `${formatPlayer(player)}: not reached: ${finding.error.message}`;
  const { condition } = finding;
  const parts = [
    condition.holder === null ? 'free' : holderText(history, condition.holder),
    ...workText(finding),
    resetText(history, finding, left),
    ...resultsText(finding, left, keptOf(history, finding)),
  ];
  return `${formatPlayer(player)}: ${parts.join('; ')}`;
}

function holderText({ runId }: RunHistory, holder: Holder): string {
  const whose = holder.runId === runId ? `this run (epoch ${holder.epoch})` : `another run, ${holder.runId},`;
  const lease = holder.leaseMs === null ? '' : ` of ${seconds(holder.leaseMs)} that it may be`;
  return `held by ${whose} of ${holder.who} since ${holder.since.toISOString()}, silent for ${rounded(holder.silentMs)}${lease}`;
}

function workText({ player, condition }: Greeted): string[] {
  const { trial, phase, stepIndex } = condition;
  if (trial === null) return [];
  const step = phase && player.phases[phase].find(({ index }) => index === stepIndex);
  const place = [phase ?? 'between phases', ...(step ? [step.key] : [])].join(' ');
  return [`at trial ${trial.trial}, ${place}`];
}

function resetText(history: RunHistory, finding: Greeted, left: readonly LeftToDo[]): string {
  const kept = keptOf(history, finding);
  if (left.includes('reset-owed')) return kept?.isOwed ? 'its Reset is owed' : 'whether its Reset ran, nobody knows';
  if (left.includes('reset-waived')) return 'its Reset was left to the user';
  const { name } = finding.player;
  const isPaid = kept?.reset === 'paid' || history.trials.some(({ players }) => players.get(name)?.reset === 'paid');
  return isPaid ? 'its Reset is paid' : 'no Reset is owed';
}

function resultsText({ condition }: Greeted, left: readonly LeftToDo[], kept: KeptRun | null): string[] {
  if (left.includes('results')) return [`it keeps ${kept?.pendingBytes ?? 0} bytes of results that nobody else has`];
  return kept === null || condition.holder !== null
    ? []
    : ['its results were fetched, and it keeps them until it is released'];
}

function rounded(milliseconds: number): string {
  return seconds(Math.round(milliseconds / 100) * 100);
}
