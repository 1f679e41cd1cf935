import { TRIAL_MARK } from '@conductor/types';
import { isLongerThan, LIMITS } from '../limits.ts';
import { type Reader, read, refused } from '../values/reading.ts';

/** What the value of a `putN` says: a path on the control machine, and one on the player. */
export interface PutLine {
  readonly local: string;
  readonly target: string;
}

/**
 * The value of a `putN`: `local -> remote`. Both are paths as they stand: a blank is part of one, and nothing is expanded.
 */
export const putLine: Reader<PutLine> = (text) => {
  if (text.includes(TRIAL_MARK)) return refused('paths that are the same in every trial, without %(trial)s');
  if (/[\0\n\r]/.test(text)) return refused('paths on one line');
  const [local = '', target, ...rest] = text.split(/\s+->\s+/).map((part) => part.trim());
  if (target === undefined || rest.length > 0 || local === '')
    return refused('local -> remote, as in rules/pf.conf -> /tmp/pf.conf');
  if (!target.startsWith('/')) return refused('an absolute path on the player behind ->');
  const parts = target.replace(/\/$/, '').split('/').slice(1);
  if (parts.some((part) => part === '..' || part === '.' || part === '')) {
    return refused('a path on the player without "..", "." and "//", that is not the root of all');
  }
  if ([local, target].some((path) => isLongerThan(path, LIMITS.patternBytes)))
    return refused(`paths of at most ${LIMITS.patternBytes} bytes`);
  return read({ local, target });
};
