import path from 'node:path';
import { formatDiagnostic, loadToolSettings, settingsPath } from '@conductor/config';
import { emptyRun, findRun, foldRun, readEvents, runResult } from '@conductor/results';
import { ConductorError, DEFAULT_SETTINGS, EXIT_CODES, type RunResult } from '@conductor/types';
import type { Call } from './call.ts';
import { hasColour } from './colour.ts';
import { openOutput } from './output.ts';
import { resultText } from './result-text.ts';

/** `conduct show [RUN]`: prints what a run came to, or has come to so far, from its events alone. */
export async function showCommand(word: string | null, { wishes, env, terminal }: Call): Promise<number> {
  const { settings, diagnostics } = await loadToolSettings('conductor', {}, settingsPath('conductor', env));
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(formatDiagnostic);
  if (errors.length > 0) throw new ConductorError('config', errors.join('\n'));
  const root = wishes.results?.value ?? settings.results ?? DEFAULT_SETTINGS.results;
  const directory = await findRun(root, word ?? 'latest');
  const result = await foldEvents(path.join(directory, 'events.ndjson'));
  const output = await openOutput(wishes.output?.value ?? null, terminal);
  const format = wishes.format?.value ?? settings.format ?? DEFAULT_SETTINGS.format;
  const colour = hasColour(output.isTerminal, wishes, env, settings);
  await output.write(await resultText(result, format, { directory, colour }));
  return EXIT_CODES.passed;
}

async function foldEvents(file: string): Promise<RunResult> {
  const state = emptyRun();
  for await (const event of readEvents(file)) foldRun(state, event);
  return runResult(state);
}
