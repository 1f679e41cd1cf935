import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { LockSteps } from './lock-files.ts';

/** A lock that is wanted, and the file with our text that is to become it. */
export interface Claim {
  readonly path: string;
  readonly draft: string;
}

/**
 * Makes the draft the lock: `null` when it is. Else the process that has the lock, or is about to have it from a dead one.
 * Never waits. Throws what a step throws.
 *
 * That no two get it. A lock that is there is only ever replaced, by the one heir of the text that it has. Its heir is who has linked its
 * draft to the name that is made from this text (its mark); where that process is dead as well, who has linked its draft to the name made
 * from the text of that mark, and so on; and who then finds lock and marks as they were, the lock last. Two cannot both have found that:
 *
 * - The lock was still that text when each looked last, so neither had replaced it, and marks of the dead stay until it is replaced.
 *   So both saw the same marks, up to the first that is one of theirs.
 * - Its owner lives as long as it is at work here, so the other did not go past that mark, or the owner died and replaces nothing.
 * - No text comes twice (`ownText`): a lock that has been replaced never again has the text that its heir looks for, and a mark that
 *   somebody still makes for it, who had read it before, leads nowhere. Such a mark, and those that a dead process leaves, harm nobody.
 *
 * A living owner may take back its mark at any time. Who had read it, and took its owner for dead after that, finds it gone when it looks
 * once more. Dead is for ever, and what cannot be looked at is not dead (`livingPid`).
 */
export function claimLock(claim: Claim, steps: LockSteps): number | null {
  while (!steps.link(claim.draft, claim.path)) {
    const text = steps.read(claim.path);
    if (text === null) continue;
    const end = inherit(claim, text, steps);
    if (end === 'ours') return null;
    if (end !== 'changed') return end.pid;
  }
  return null;
}

/** Gives a lock back. What has another text than ours is not ours: somebody has removed it by hand. */
export function returnLock(path: string, own: string, steps: LockSteps): void {
  if (steps.read(path) === own) steps.remove(path);
}

/** The name at which the heir of the dead process leaves its mark that wrote this text into this file: the lock, or the mark of an heir. */
export function markOf(path: string, file: string, text: string): string {
  const digest = createHash('sha256')
    .update(`${basename(file)}\n${text}`)
    .digest('hex');
  return `${path}.heir-${digest.slice(0, 16)}`;
}

/** A file of a dead process, as it was read. */
interface Left {
  readonly file: string;
  readonly text: string;
}

type End = 'ours' | 'changed' | { readonly pid: number };

function inherit({ path, draft }: Claim, lock: string, steps: LockSteps): End {
  const left: Left[] = [];
  for (let next: Left = { file: path, text: lock }; ; ) {
    const pid = steps.livingPid(next.text);
    // An heir that lives is about to have the lock, unless it came too late for it.
    if (pid !== null) return next.file === path || steps.read(path) === lock ? { pid } : 'changed';
    left.push(next);
    const mark = markOf(path, next.file, next.text);
    if (steps.link(draft, mark)) return replace({ path, draft }, left, mark, steps);
    const text = steps.read(mark);
    if (text === null) return 'changed';
    next = { file: mark, text };
  }
}

function replace({ path, draft }: Claim, left: readonly Left[], mark: string, steps: LockSteps): End {
  const marks = [mark];
  try {
    if (!left.toReversed().every(({ file, text }) => steps.read(file) === text)) return 'changed';
    steps.replace(draft, path);
    marks.push(...left.slice(1).map(({ file }) => file));
    return 'ours';
  } finally {
    for (const file of marks) steps.remove(file);
  }
}
