import { guardianFolder } from './guardian-folder.ts';
import { isAlive } from './is-alive.ts';
import { readToken, type Token, tokenName } from './token.ts';

/** What a player that starts finds out about the guardian of a trial. */
export type GuardianState =
  /** The trial never had one. */
  | { readonly kind: 'none' }
  /** A guardian lives: beside a player that lives, or it ends what a dead one left, or pays its Reset. */
  | { readonly kind: 'at-work' }
  /** Nobody lives, and Reset is owed; it may have run in part. */
  | { readonly kind: 'owed' }
  /** Nobody lives and no step of Startup began; there may be leftovers. */
  | { readonly kind: 'not-owed' }
  /** A guardian ran Reset to its end. */
  | { readonly kind: 'paid' }
  /** The player itself had finished with the trial, or none of it lives and nothing was owed. */
  | { readonly kind: 'disarmed' };

/** A token that somebody has to take. */
export type OpenToken = Token & { readonly kind: 'loaded' | 'armed' | 'claimed' };

/** A guardian's folder at one moment. */
export interface Look {
  readonly state: GuardianState;
  /** What may be taken by whoever is first; `null` when there is nothing left to do, or somebody lives who does it. */
  readonly free: OpenToken | null;
  /** The name of the guardian that lives and holds the trial; `null` when none does. */
  readonly living: string | null;
}

/** Looks at the guardian of a trial. Throws what the file system says. */
export async function guardianState(trialFolder: string): Promise<GuardianState> {
  return (await lookAt(guardianFolder(trialFolder))).state;
}

/** Why nobody is to go on with the trial, by the word of its guardian; `null` where there is no reason. Throws what the file system says. */
export async function whyOver(trialFolder: string): Promise<string | null> {
  const token = await readToken(guardianFolder(trialFolder));
  if (token?.kind === 'claimed' || token?.kind === 'paid') return 'its guardian had begun to pay its Reset before';
  return token?.kind === 'disarmed' ? 'its guardian was dismissed before, since nothing was owed any more' : null;
}

/** Looks at a guardian's folder. Throws what the file system says. */
export async function lookAt(folder: string): Promise<Look> {
  for (;;) {
    const token = await readToken(folder);
    if (token === null) return { state: { kind: 'none' }, free: null, living: null };
    if (token.kind === 'paid' || token.kind === 'disarmed')
      return { state: { kind: token.kind }, free: null, living: null };
    if (await isHeld(folder, token)) return { state: { kind: 'at-work' }, free: null, living: token.holder };
    // A guardian that ended between the two looks had finished, and says so in the token.
    const again = await readToken(folder);
    if (again === null || tokenName(again) !== tokenName(token)) continue;
    return { state: { kind: token.kind === 'loaded' ? 'not-owed' : 'owed' }, free: token, living: null };
  }
}

async function isHeld(folder: string, { holder }: OpenToken): Promise<boolean> {
  return holder !== null && (await isAlive(folder, holder));
}
