import { type Gate, type GateVerdict, judgeGate, type MetricComparison } from '@conductor/report';
import { EXIT_CODES } from '@conductor/types';
import { unknownWord } from '../../unknown-word.ts';
import { usageError } from '../usage-error.ts';

/** A gate is about what runs became beside a base. */
export function refuseGates(runs: number, gates: readonly Gate[]): void {
  if (gates.length > 0 && runs < 2) throw usageError('--fail-if needs a run to compare with: the base comes first');
}

/** Judges every gate by the metric that it names. */
export function judgeGates(gates: readonly Gate[], metrics: readonly MetricComparison[]): readonly GateVerdict[] {
  return gates.flatMap((gate) => judgeGate(gate, gatedMetric(gate, metrics)));
}

/** The exit code of a comparison. */
export function exitCodeOfGates(verdicts: readonly GateVerdict[]): number {
  if (verdicts.some(({ verdict }) => verdict === 'failed')) return EXIT_CODES.failed;
  return verdicts.some(({ verdict }) => verdict === 'unknown') ? EXIT_CODES.usage : EXIT_CODES.passed;
}

function gatedMetric({ metric }: Gate, metrics: readonly MetricComparison[]): MetricComparison {
  const found = metrics.find((each) => each.metric === metric);
  if (found !== undefined) return found;
  throw unknownWord(
    metric,
    'metric that is compared (--fail-if)',
    metrics.map((each) => each.metric),
  );
}
