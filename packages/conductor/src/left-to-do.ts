import type { RunHistory } from '@conductor/results';
import { EXIT_CODES, type KeptRun } from '@conductor/types';
import type { PlayerFinding } from './survey-players.ts';

/** What keeps a player from being as if the run had never been. */
export type LeftToDo =
  /** Nobody answers: what is so is not known. */
  | 'unreachable'
  /** A run holds it: this one or another. */
  | 'held'
  /** Its Reset was not run, or nobody knows whether it was. */
  | 'reset-owed'
  /** Its Reset was left to the user, who has not run it. */
  | 'reset-waived'
  /** It keeps results that are nowhere else. */
  | 'results';

/** What is left to do on a player, by its own word and by what the run directory tells. */
export function leftToDo(history: RunHistory, finding: PlayerFinding): LeftToDo[] {
  if (finding.kind === 'absent') return ['unreachable'];
  const { holder } = finding.condition;
  const kept = keptOf(history, finding);
  const debt = debtOf(history, finding.player.name, kept);
  return [
    ...(holder === null ? [] : ['held' as const]),
    ...(debt === null ? [] : [debt]),
    ...(kept !== null && kept.pendingBytes > 0 ? ['results' as const] : []),
  ];
}

/** Whether Reset is still to be run, as far as anybody knows. */
export function isOwing(left: LeftToDo): boolean {
  return left === 'reset-waived' || left === 'reset-owed';
}

/** Whether anything of a run is still to be brought to its end: by the players' word, or because its directory tells no end. */
export function isOpen(history: RunHistory, findings: readonly PlayerFinding[]): boolean {
  const isKept = (finding: PlayerFinding) => finding.kind === 'greeted' && keptOf(history, finding) !== null;
  const isHeld = (finding: PlayerFinding) =>
    finding.kind === 'greeted' && finding.condition.holder?.runId === history.runId;
  return history.exitCode === null || findings.some((finding) => isKept(finding) || isHeld(finding));
}

/** What `conduct status` exits with: what cannot be known first, then who must be waited for, then what can be done. */
export function leftCode(left: readonly LeftToDo[]): number {
  if (left.includes('unreachable')) return EXIT_CODES.lost;
  if (left.includes('held')) return EXIT_CODES.busy;
  return left.length > 0 ? EXIT_CODES.dirty : EXIT_CODES.passed;
}

/** What a player keeps of this run. */
export function keptOf({ runId }: RunHistory, { condition }: PlayerFinding & { kind: 'greeted' }): KeptRun | null {
  return condition.kept.find((run) => run.runId === runId) ?? null;
}

/** A player that keeps the run knows; of one that does not, the run directory has the last word. */
function debtOf(history: RunHistory, player: string, kept: KeptRun | null): 'reset-owed' | 'reset-waived' | null {
  if (kept?.isOwed) return 'reset-owed';
  const states = history.trials.map(({ begun, players }) => {
    const said = players.get(player)?.reset ?? null;
    return said ?? (begun.includes('startup') ? (kept?.reset ?? 'unconfirmed') : 'not-owed');
  });
  if (states.includes('unconfirmed')) return kept && kept.reset !== 'unconfirmed' ? null : 'reset-owed';
  return states.includes('waived') ? 'reset-waived' : null;
}
