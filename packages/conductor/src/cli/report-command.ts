import path from 'node:path';
import { formatDiagnostic, loadMeasurements, loadToolSettings, settingsPath } from '@conductor/config';
import { findRun } from '@conductor/results';
import { ConductorError, DEFAULT_SETTINGS, type StartedTest } from '@conductor/types';
import { reportExitCode } from '../exit-code.ts';
import { measureAgain } from '../measure/measure-again.ts';
import type { Call } from './call.ts';
import { hasColour } from './colour.ts';
import { openOutput } from './output.ts';
import { resultText } from './result-text.ts';

/** `conduct report [RUN] [--metrics FILE]`: the closing report again, with everything measured anew from what is on disk. */
export async function reportCommand(word: string | null, call: Call): Promise<number> {
  const { wishes, env, terminal } = call;
  const { settings, diagnostics } = await loadToolSettings('conductor', {}, settingsPath('conductor', env));
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(formatDiagnostic);
  if (errors.length > 0) throw new ConductorError('config', errors.join('\n'));
  const root = wishes.results?.value ?? settings.results ?? DEFAULT_SETTINGS.results;
  const directory = await findRun(root, word ?? 'latest');
  const measured = await measureAgain(directory, changedBy(wishes.metrics, call));
  const exitCode = reportExitCode(measured);
  // Of a run that is not over there is none; of one that is, it follows the checks as they are now.
  const result = measured.exitCode === null ? measured : { ...measured, exitCode };
  const output = await openOutput(wishes.output?.value ?? null, terminal);
  const format = wishes.format?.value ?? settings.format ?? DEFAULT_SETTINGS.format;
  const colour = hasColour(output.isTerminal, wishes, env, settings);
  await output.write(await resultText(result, format, { directory: path.resolve(directory), colour }));
  return exitCode;
}

/** The test with what a file says anew of its measurements; without a file as it was. */
function changedBy(file: string | null, { wishes, terminal }: Call): (test: StartedTest) => Promise<StartedTest> {
  return async (test) => {
    if (file === null) return test;
    const { measurements, diagnostics } = await loadMeasurements(file, test, { strict: wishes.isStrict });
    const isTold = { error: true, warning: !wishes.isQuiet, note: wishes.isVerbose };
    const told = diagnostics.filter(({ severity }) => isTold[severity]).map(formatDiagnostic);
    if (measurements === null) throw new ConductorError('config', told.join('\n'));
    for (const line of told) terminal.err.write(`${line}\n`);
    return { ...test, ...measurements };
  };
}
