import { formatDiagnostic, loadMeasurements } from '@conductor/config';
import { ConductorError, type StartedTest } from '@conductor/types';
import type { Call } from './call.ts';

/** A test with what the file of `--metrics` says anew of its measurements; without a file as it was. What is wrong with the file is told. */
export function changedMeasurements({ wishes, terminal }: Call): (test: StartedTest) => Promise<StartedTest> {
  return async (test) => {
    if (wishes.metrics === null) return test;
    const { measurements, diagnostics } = await loadMeasurements(wishes.metrics, test, { strict: wishes.isStrict });
    const isTold = { error: true, warning: !wishes.isQuiet, note: wishes.isVerbose };
    const told = diagnostics.filter(({ severity }) => isTold[severity]).map(formatDiagnostic);
    if (measurements === null) throw new ConductorError('config', told.join('\n'));
    for (const line of told) terminal.err.write(`${line}\n`);
    return { ...test, ...measurements };
  };
}
