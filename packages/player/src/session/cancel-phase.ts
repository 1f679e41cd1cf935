import { dropNext } from './phase-arming.ts';
import { changeTrial, ongoing, sayOfPhase, type Turn } from './turn.ts';

/** The phase never starts. Who has its start before them hears so; who has not yet asked for it hears when they do. */
export function cancelPhase(turn: Turn, reason: string): void {
  const now = ongoing(turn);
  if (!now) return;
  const { phase, stage } = now.phase;
  dropNext(turn);
  if (stage !== 'armed') sayOfPhase(turn, { kind: 'phase-not-started', phase, reason });
  changeTrial(turn, { phase: null, cancelled: phase });
}
