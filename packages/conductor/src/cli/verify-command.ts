import { formatDiagnostic, loadToolSettings, settingsPath } from '@conductor/config';
import { findRun, type Verification, verifyRun } from '@conductor/results';
import { ConductorError, DEFAULT_SETTINGS, EXIT_CODES, visibleText } from '@conductor/types';
import type { Call } from './call.ts';
import { openOutput } from './output.ts';

/** `conduct verify [RUN]`: reads everything that a run brought home again, and tells what is not as it came. */
export async function verifyCommand(word: string | null, { wishes, env, terminal }: Call): Promise<number> {
  const { settings, diagnostics } = await loadToolSettings('conductor', {}, settingsPath('conductor', env));
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(formatDiagnostic);
  if (errors.length > 0) throw new ConductorError('config', errors.join('\n'));
  const root = wishes.results?.value ?? settings.results ?? DEFAULT_SETTINGS.results;
  const directory = await findRun(root, word ?? 'latest');
  const verification = await verifyRun(directory, new AbortController().signal);
  const output = await openOutput(null, terminal);
  await output.write(verifiedText(directory, verification));
  return verification.wrong.length === 0 ? EXIT_CODES.passed : EXIT_CODES.failed;
}

function verifiedText(directory: string, { files, bytes, wrong }: Verification): string {
  const all = `${files} ${files === 1 ? 'file' : 'files'}, ${bytes} bytes`;
  const lines = wrong.map(({ path, why }) => `${path}: ${why}`);
  const end =
    wrong.length === 0
      ? `${directory}: all as it was collected: ${all}`
      : `${directory}: ${wrong.length} not as collected; ${all} were looked for`;
  return `${[...lines, end].map(visibleText).join('\n')}\n`;
}
