import path from 'node:path';
import { formatDiagnostic, loadToolSettings, settingsPath } from '@conductor/config';
import { findRun } from '@conductor/results';
import { ConductorError, DEFAULT_SETTINGS } from '@conductor/types';
import { reportExitCode } from '../exit-code.ts';
import { measureAgain } from '../measure/measure-again.ts';
import type { Call } from './call.ts';
import { changedMeasurements } from './changed-measurements.ts';
import { hasColour } from './colour.ts';
import { openOutput } from './output.ts';
import { writePage } from './page/write-page.ts';
import { resultText } from './result-text.ts';

/** `conduct report [RUN] [--metrics FILE]`: the closing report again, or a page, with everything measured anew from what is on disk. */
export async function reportCommand(word: string | null, call: Call): Promise<number> {
  const { wishes, env, terminal } = call;
  const { settings, diagnostics } = await loadToolSettings('conductor', {}, settingsPath('conductor', env));
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(formatDiagnostic);
  if (errors.length > 0) throw new ConductorError('config', errors.join('\n'));
  const root = wishes.results?.value ?? settings.results ?? DEFAULT_SETTINGS.results;
  const directory = await findRun(root, word ?? 'latest');
  const measured = await measureAgain(directory, changedMeasurements(call));
  const exitCode = reportExitCode(measured);
  // Of a run that is not over there is none; of one that is, it follows the checks as they are now.
  const result = measured.exitCode === null ? measured : { ...measured, exitCode };
  if (wishes.page !== null) {
    await writePage(result, directory, call);
    return exitCode;
  }
  const output = await openOutput(wishes.output?.value ?? null, terminal);
  const format = wishes.format?.value ?? settings.format ?? DEFAULT_SETTINGS.format;
  const colour = hasColour(output.isTerminal, wishes, env, settings);
  await output.write(await resultText(result, format, { directory: path.resolve(directory), colour }));
  return exitCode;
}
