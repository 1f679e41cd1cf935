import type { ControlCommand } from '@conductor/protocol';
import { elapsedMs, type Outcome, type RebootStep, type StepId } from '@conductor/types';
import { endStep } from './phase-list.ts';
import { saidAfter } from './said.ts';
import type { SessionHolder } from './session.ts';
import { stepIn } from './step-in-phase.ts';
import { callOf, changeHolder, changePhase, log, ongoing, type Turn } from './turn.ts';

/**
 * The conductor knows that this player vanishes, and until when. What the next life has to know is written down before
 * the host goes down, and so nothing may change any more: the call is ended. Tells what makes no sense about it.
 */
export function permitReboot(
  turn: Turn,
  { phase, stepIndex, heardCount }: ControlCommand & { kind: 'permit-reboot' },
): string | null {
  const now = ongoing(turn);
  const { holder } = turn.session;
  const waiting = rebootIn(turn);
  const isAwaited =
    now?.phase.phase === phase && now.phase.wait.kind === 'reboot-due' && waiting?.step.index === stepIndex;
  // The wait was ended meanwhile.
  if (!holder || !isAwaited || waiting === null) return null;
  const said = saidAfter(holder.said, heardCount);
  if (said?.unheard.length !== 0)
    return `permit-reboot told of ${heardCount} replies, and ${holder.said.saidCount} were said`;
  const call = callOf(holder);
  if (call !== null) turn.effects.push({ kind: 'hang-up', call });
  const contact = { kind: 'cut', cause: 'this host is being rebooted', sinceNs: turn.now.monotonicNs } as const;
  changeHolder(turn, { said, contact });
  changePhase(turn, { wait: { kind: 'going-down' } });
  log(turn, `run ${holder.run.runId}: ${waiting.plan.key} reboots this host`);
  const { failedCount, unknownCount, brokenSyncs } = now.phase;
  turn.effects.push({
    kind: 'reboot-host',
    ...waiting,
    before: { ...whoHolds(holder, said.saidCount), failedCount, unknownCount, brokenSyncs: [...brokenSyncs] },
  });
  return null;
}

/** The player is back, and its conductor with it: the step has passed, and the list goes on. */
export function resumeTrial(turn: Turn, { secrets }: ControlCommand & { kind: 'resume-trial' }): void {
  turn.effects.push({ kind: 'supply-secrets', secrets });
  const wait = turn.session.trial?.phase?.wait;
  if (wait?.kind === 'back') endReboot(turn, { kind: 'rebooted' }, wait.awayMs);
}

/** Ends a wait for leave to reboot, or for the word to go on. A reboot that is under way nobody ends. */
export function endReboot(turn: Turn, outcome: Outcome, durationMs?: number): void {
  const now = ongoing(turn);
  const waiting = rebootIn(turn);
  if (!now || !waiting || (now.phase.wait.kind !== 'reboot-due' && now.phase.wait.kind !== 'back')) return;
  const waitedMs = elapsedMs(now.phase.wait.reachedNs, turn.now.monotonicNs);
  endStep(turn, { kind: 'step-ended', step: waiting.step, outcome, durationMs: durationMs ?? waitedMs });
}

function rebootIn(turn: Turn): { readonly step: StepId; readonly plan: RebootStep } | null {
  const now = ongoing(turn);
  const { step, plan } = (now && stepIn(now.trial, now.phase, now.phase.current)) ?? {};
  return step !== undefined && plan?.kind === 'reboot' ? { step, plan } : null;
}

function whoHolds({ run, who, since, said }: SessionHolder, saidCount: number) {
  return { run, who, since: since.toISOString(), takenCount: said.takenCount, saidCount };
}
