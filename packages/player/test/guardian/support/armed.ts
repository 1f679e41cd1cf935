import { type Guardian, startGuardian } from '../../../src/guardian/index.ts';
import type { GuardedTrial } from './guarded-trial.ts';

/** A guardian on watch over this process, with Reset owed. */
export async function armed(trial: GuardedTrial): Promise<Guardian> {
  const guardian = await startGuardian(trial.folder, AbortSignal.timeout(30_000));
  await guardian.arm();
  return guardian;
}
