/*
 * The one door: `pnpm check` runs everything that CI runs, `pnpm check lint unit` only the parts named.
 * One line per part as it ends; what failed in full; the last line is always `N passed, N failed, N skipped`.
 */
import { type Part, runPart } from './src/gate/part.ts';
import { BUILD, STAGES } from './src/gate/parts.ts';
import { prepareCi } from './src/gate/prepare-ci.ts';
import { runStages } from './src/gate/run-stages.ts';
import { canInstall } from './src/gate/skips.ts';
import { partLine, summary, totalsOf } from './src/gate/summary.ts';

const USAGE = 2;

process.exitCode = await main(process.argv.slice(2));

async function main(wanted: readonly string[]): Promise<number> {
  const names = STAGES.flat().map((part) => part.name);
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`check: there is no part "${unknown.join('", "')}"; the parts are ${names.join(', ')}`);
    return USAGE;
  }
  await prepareCi((line) => console.log(line));
  return await runGate((part) => wanted.length === 0 || wanted.includes(part.name));
}

async function runGate(isWanted: (part: Part) => boolean): Promise<number> {
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort(new Error('interrupted')));
  process.once('SIGTERM', () => interrupted.abort(new Error('terminated')));
  const start = performance.now();
  const results = await runStages({
    stages: STAGES.map((stage) => stage.filter(isWanted)),
    build: BUILD,
    run: (part) => runPart(part, interrupted.signal),
    onResult: (result) => console.log(partLine(result)),
  });
  console.log(summary(results, performance.now() - start, canInstall()));
  return totalsOf(results, canInstall()).failed > 0 ? 1 : 0;
}
