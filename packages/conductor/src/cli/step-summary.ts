import { appendFile } from 'node:fs/promises';
import { formatMarkdown } from '@conductor/report';
import { systemReason } from '@conductor/types';
import type { TestRun } from '../test-run.ts';
import type { Call } from './call.ts';

/** In a job of GitHub Actions, puts what a run came to behind what the job's summary has already. That it cannot be written is told, and no more. */
export async function addStepSummary({ result, directory }: TestRun, { env, terminal }: Call): Promise<void> {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (!file) return;
  const text = await formatMarkdown(result, directory);
  await appendFile(file, `${text}\n`).catch((thrown) => {
    terminal.err.write(`warning: cannot add to GITHUB_STEP_SUMMARY, ${file}: ${systemReason(thrown)}\n`);
  });
}
