import type { RunHistory } from '@conductor/results';
import { isOwing, leftToDo } from '../left-to-do.ts';
import type { PlayerFinding } from '../survey-players.ts';
import type { Deed } from '../take-over/taken-run.ts';

/** What a run directory tells, and what was found on the run's players. */
export interface Surveyed {
  readonly history: RunHistory;
  readonly findings: readonly PlayerFinding[];
}

/** Why a run that is over is not taken over, and what is left to do about it; `null` when that is done next. */
export function closedText(deed: Deed, { history, findings }: Surveyed): string | null {
  const { runId, exitCode } = history;
  const owing = findings.flatMap((finding) => leftToDo(history, finding).filter(isOwing));
  if (deed === 'reset' && owing.length > 0) return null;
  const absent = findings.filter(({ kind }) => kind === 'absent').map(({ player }) => player.name);
  const over = `run ${runId} is over (exit code ${exitCode ?? 0})`;
  if (absent.length > 0) {
    const where = `${absent.join(', ')} ${absent.length === 1 ? 'was' : 'were'} not reached`;
    return `${over}, but ${where}: what is left of it there is not known; start the player, then say "conduct ${deed} ${runId}" again`;
  }
  const nothing = `${over}, and no player has anything of it: nothing to take over`;
  if (owing.includes('reset-owed')) return `${nothing}; nobody knows whether its Reset ran: conduct reset ${runId}`;
  return owing.length > 0 ? `${nothing}; its Reset was left to you: conduct reset ${runId}` : nothing;
}
