import { type Interruption, listenToSignals } from './interruption.ts';
import { type Part, runPart } from './part.ts';
import { BUILD } from './parts.ts';
import { runStages } from './run-stages.ts';
import { canInstall } from './skips.ts';
import { partLine, summary, totalsOf } from './summary.ts';

/**
 * Runs the parts, stage after stage, and prints what became of them. Returns what to exit with: 130, 143, 129 when it was interrupted,
 * and all that it had started is gone; otherwise 1 when something failed or is left, or what was printed was lost. `graceMs`: so long a
 * part may take to end in order, 10 s without it.
 */
export async function runGate(stages: readonly (readonly Part[])[], graceMs?: number): Promise<number> {
  const interruption = listenToSignals(graceMs);
  const output = watchOutput(interruption);
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
  if (results.some(({ isLeft }) => isLeft)) return 1;
  return interruption.exitCode() ?? (totalsOf(results, canInstall()).failed > 0 || output.isLost() ? 1 : 0);
}

/**
 * Goes on when nobody takes what is printed: there is still much to clear away. After a signal, that is no fault: who reads it may have
 * been told to end as well (`npm test | tee log`).
 */
function watchOutput({ first }: Interruption): { readonly isLost: () => boolean } {
  let isLost = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (first.aborted && error.code === 'EPIPE') return;
    isLost = true;
    // The last lines fail when the exit code is decided already.
    process.exitCode ||= 1;
  });
  return { isLost: () => isLost };
}
