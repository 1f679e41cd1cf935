import type { Guardian } from './guardian.ts';
import { guardianFolder } from './guardian-folder.ts';
import { type GuardianState, lookAt } from './guardian-state.ts';
import { replaceHolder } from './start-guardian.ts';

/** What became of an attempt to take a trial over from a player that is dead. */
export type TakeOver =
  /** It is ours, and a new guardian watches over this process. `state` is what had to be done. */
  | { readonly kind: 'taken'; readonly state: GuardianState; readonly guardian: Guardian }
  /** There is nothing to take, or a guardian lives. */
  | { readonly kind: 'refused'; readonly state: GuardianState };

/**
 * Takes a trial over if its player and its guardian are dead; of several that try, one succeeds. What the dead left is
 * killed, their watches over steps included. Then the caller runs Reset from its first step and calls `disarm`, or has the
 * guardian `pay`. Rejects with a ConductorError `storage`, or with the reason of the signal.
 */
export async function takeOver(trialFolder: string, signal: AbortSignal): Promise<TakeOver> {
  const attempt = await takeHold(trialFolder, signal);
  if (attempt.kind === 'taken') await attempt.guardian.wipe(signal).catch((error) => leave(attempt.guardian, error));
  return attempt;
}

/** As `takeOver`, but what the dead left still lives. */
export async function takeHold(trialFolder: string, signal: AbortSignal): Promise<TakeOver> {
  const folder = guardianFolder(trialFolder);
  for (;;) {
    const { state, free } = await lookAt(folder);
    if (!free) return { kind: 'refused', state };
    const guardian = await replaceHolder(folder, free, signal);
    if (guardian) return { kind: 'taken', state, guardian };
  }
}

/** What could not be seen to its end is seen to it by the guardian. */
async function leave(guardian: Guardian, error: unknown): Promise<never> {
  await guardian.pay(AbortSignal.abort(error));
  throw error;
}
