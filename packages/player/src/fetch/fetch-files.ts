import { isAbsolute } from 'node:path';
import type { FetchStep, Outcome, StepId } from '@conductor/types';
import type { FetchParts } from './fetch-parts.ts';
import { FilesUnderWay } from './files-under-way.ts';
import { findFiles } from './find-files.ts';

/**
 * Brings the files that match a pattern home: each is found, opened and served; the step is over when a collector holds
 * every one. Resolves with the outcome; aborting `signal` ends it, and its reason is the outcome's.
 */
export async function fetchFiles(
  step: StepId,
  plan: FetchStep,
  parts: FetchParts,
  signal: AbortSignal,
): Promise<Outcome> {
  if (!isAbsolute(plan.pattern))
    return { kind: 'fetch-failed', files: 0, reason: `${plan.pattern} is not an absolute path` };
  const files = new FilesUnderWay(step, parts);
  parts.results.fetching += 1;
  parts.results.nudge();
  try {
    for await (const group of findFiles(plan, parts.become, signal)) {
      files.serve(group);
      await files.room(signal);
    }
    await files.arrived(signal);
    return files.outcome(plan.pattern);
  } catch (error) {
    if (signal.aborted) return { kind: 'stopped', reason: reasonOf(signal.reason), exit: { kind: 'lost' } };
    return { kind: 'fetch-failed', files: files.held, reason: reasonOf(error) };
  } finally {
    await files[Symbol.asyncDispose]();
    parts.results.fetching -= 1;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
