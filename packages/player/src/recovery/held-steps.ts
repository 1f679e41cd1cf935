import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf, PHASES, type Phase, type StepId, stepIdKey } from '@conductor/types';
import { isBehind } from '../journal/journal.ts';
import { isSameBoot } from '../same-boot.ts';
import { SENTINEL_BYTES } from '../spool/output-file.ts';
import type { TrialFolder } from '../storage/trial-folder.ts';
import type { KnownTrial } from './known-trial.ts';
import type { TrialPast } from './trial-past.ts';

/** A trial that a dead player left, and the boot of the host that looks at it. */
export interface LeftTrial {
  readonly folder: TrialFolder;
  readonly known: Pick<KnownTrial, 'bootId'>;
  readonly past: Pick<TrialPast, 'told' | 'closed' | 'segments'>;
  readonly bootId: string;
}

/**
 * Commands that were forked and held, and not let run before the player died: what they would print to is there, nothing is in it, and
 * the journal, which tells of each beginning before it, tells of none. After a power cut it may have lost that, and nothing is said; nor
 * where nobody can tell whether there was one, or where a full disk refused the journal. Of Reset guardians tell. Throws what the file system says.
 */
export function heldSteps({ folder, known, past, bootId }: LeftTrial): readonly StepId[] {
  if (past.closed !== null || isSameBoot(known.bootId, bootId) !== true) return [];
  if (past.segments > 0 && isBehind(folder.segment(past.segments))) return [];
  return PHASES.filter((phase) => phase !== 'reset')
    .flatMap((phase) => forkedSteps(folder, phase))
    .filter((step) => !past.told.has(stepIdKey(step)) && hasPrintedNothing(folder, step));
}

/** The inverse of `stepBase`. A folder that somebody has removed since is no reason to leave the trial unsettled. */
function forkedSteps({ path }: TrialFolder, phase: Phase): readonly StepId[] {
  const folder = join(path, phase);
  return namesIn(folder)
    .sort()
    .flatMap((name) => {
      const [, index, attempt = '1'] = /^(\d+)(?:-(\d+))?\.out$/.exec(name) ?? [];
      return index === undefined ? [] : [{ phase, index: Number(index), attempt: Number(attempt) }];
    });
}

/** None where the phase was never begun; a folder that is there and cannot be read is thrown. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}

function hasPrintedNothing(folder: TrialFolder, step: StepId): boolean {
  const base = folder.stepBase(step);
  return ['out', 'err'].every((channel) => {
    const found = statSync(`${base}.${channel}`, { throwIfNoEntry: false });
    return found?.size === SENTINEL_BYTES;
  });
}
