import type { CourseEnding } from '../course/course-effect.ts';
import { signalName } from '../shell/hear-interruptions.ts';
import type { RunMeasuring } from './run-measuring.ts';

/**
 * Measures what is left of a run and judges it, where its course came to an end of its own; `interruptions` that come meanwhile end
 * that, and with it the run.
 */
export async function settleRun(
  measuring: RunMeasuring,
  ending: CourseEnding,
  interruptions: readonly AbortSignal[],
): Promise<CourseEnding> {
  if (!JUDGED[ending.kind]) return ending;
  const signal = AbortSignal.any(interruptions.filter(({ aborted }) => !aborted));
  if (await measuring.settle(signal)) return ending;
  return ending.kind === 'completed' ? { kind: 'interrupted', signal: signalName(signal) } : ending;
}

/** Whose directory it is, and whether anything can be written there, decides; and that nobody who left waits. */
const JUDGED: { readonly [K in CourseEnding['kind']]: boolean } = {
  completed: true,
  interrupted: true,
  distrusted: true,
  'not-started': false,
  'taken-over': false,
  broken: false,
  left: false,
};
