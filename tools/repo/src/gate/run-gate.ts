import { listenToSignals } from './interruption.ts';
import { type Part, runPart } from './part.ts';
import { BUILD } from './parts.ts';
import { runStages } from './run-stages.ts';
import { canInstall } from './skips.ts';
import { partLine, summary, totalsOf } from './summary.ts';

/**
 * Runs the parts, stage after stage, and prints what became of them. Returns what to exit with: 1 when something failed; 130, 143, 129
 * when it was interrupted, and all that it had started is gone.
 */
export async function runGate(stages: readonly (readonly Part[])[]): Promise<number> {
  const interruption = listenToSignals();
  // Who reads this may have been told to end as well (`npm test | tee log`), and without it there is still much to clear away.
  process.stdout.on('error', () => undefined);
  const start = performance.now();
  const run = {
    stages,
    build: BUILD,
    run: (part: Part) => runPart(part, interruption),
    onResult: (result: Parameters<typeof partLine>[0]) => console.log(partLine(result)),
  };
  const results = await runStages(run, interruption.first);
  const begun = new Set(results.map(({ part }) => part.name));
  const notBegun = stages.flat().filter(({ name }) => !begun.has(name));
  console.log(summary({ results, notBegun, wallMs: performance.now() - start }, canInstall()));
  return interruption.exitCode() ?? (totalsOf(results, canInstall()).failed > 0 ? 1 : 0);
}
