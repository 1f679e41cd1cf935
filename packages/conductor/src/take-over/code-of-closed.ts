import type { RunHistory } from '@conductor/results';
import { EXIT_CODES, worstExitCode } from '@conductor/types';
import type { PlayerFinding } from '../survey-players.ts';
import type { Deed } from './taken-run.ts';

/**
 * What going to the players of a run exits with that is over, and of which none has anything: resuming it with the run's own code,
 * whatever that is. Of a player that is not reached, nothing is known.
 */
export function codeOfClosed(deed: Deed, { exitCode }: RunHistory, findings: readonly PlayerFinding[]): number {
  const code = deed === 'resume' ? (exitCode ?? EXIT_CODES.passed) : EXIT_CODES.passed;
  return findings.some(({ kind }) => kind === 'absent') ? worstExitCode([EXIT_CODES.lost, code]) : code;
}
