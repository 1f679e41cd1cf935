import type { RunHistory } from '@conductor/results';
import type { Holder, KeptRun, PlayerCondition } from '@conductor/types';
import { formatPlayer } from '../course/player-state.ts';
import { keptOf, type LeftToDo } from '../left-to-do.ts';
import type { PlayerFinding } from '../survey-players.ts';
import { seconds } from './plan-settings.ts';

/** One line on what was found on a player: who holds it, what it is at, and what of the run is still on it. */
export function findingText(history: RunHistory, finding: PlayerFinding, left: readonly LeftToDo[]): string {
  const { player } = finding;
  if (finding.kind === 'absent') return `${formatPlayer(player)}: not reached: ${finding.error.message}`;
  const { condition } = finding;
  const parts = [
    condition.holder === null ? 'free' : holderText(history, condition.holder),
    ...workText(finding),
    resetText(left, keptOf(history, finding)),
    ...resultsText(left, keptOf(history, finding)),
  ];
  return `${formatPlayer(player)}: ${parts.join('; ')}`;
}

function holderText({ runId }: RunHistory, holder: Holder): string {
  const whose = holder.runId === runId ? `this run (epoch ${holder.epoch})` : `another run, ${holder.runId},`;
  const lease = holder.leaseMs === null ? '' : ` of ${seconds(holder.leaseMs)} that it may be`;
  return `held by ${whose} of ${holder.who} since ${holder.since.toISOString()}, silent for ${rounded(holder.silentMs)}${lease}`;
}

function workText({ player, condition }: PlayerFinding & { kind: 'greeted' }): string[] {
  const { trial, phase, stepIndex }: PlayerCondition = condition;
  if (trial === null) return [];
  const step = phase && player.phases[phase].find(({ index }) => index === stepIndex);
  const place = [phase ?? 'between phases', ...(step ? [step.key] : [])].join(' ');
  return [`at trial ${trial.trial}, ${place}`];
}

function resetText(left: readonly LeftToDo[], kept: KeptRun | null): string {
  if (left.includes('reset-owed')) return kept?.isOwed ? 'its Reset is owed' : 'whether its Reset ran, nobody knows';
  return left.includes('reset-waived') ? 'its Reset was left to the user' : 'no Reset is owed';
}

function resultsText(left: readonly LeftToDo[], kept: KeptRun | null): string[] {
  if (kept === null) return [];
  if (left.includes('results')) return [`it keeps ${kept.pendingBytes} bytes of results that nobody else has`];
  return ['its results were fetched'];
}

function rounded(milliseconds: number): string {
  return seconds(Math.round(milliseconds / 100) * 100);
}
