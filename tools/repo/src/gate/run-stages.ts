import { notRun, type Part, type PartResult } from './part.ts';

/** How many parts run at the same time: made for two cores, where vitest alone would keep both busy. */
const PARALLEL = 2;

/** What `runStages` needs to know. */
export interface StageRun {
  readonly stages: readonly (readonly Part[])[];
  /** The part that the ones with `needsBuild` depend on. */
  readonly build: string;
  readonly run: (part: Part) => Promise<PartResult>;
  /** Called as each part ends. */
  readonly onResult: (result: PartResult) => void;
}

/**
 * Runs stage after stage. A failed part stops nothing, except that what needs the build is not run without it. Once `signal` is
 * aborted, nothing else begins.
 */
export async function runStages(
  { stages, build, run, onResult }: StageRun,
  signal: AbortSignal,
): Promise<PartResult[]> {
  const results: PartResult[] = [];
  const runOne = async (part: Part) => {
    const buildFailed = results.some((result) => result.part.name === build && result.state === 'failed');
    const result = part.needsBuild && buildFailed ? notRun(part, `not run: ${build} failed`) : await run(part);
    results.push(result);
    onResult(result);
  };
  for (const stage of stages) {
    const waiting = [...stage];
    const takeTurns = async () => {
      for (let part = waiting.shift(); part !== undefined && !signal.aborted; part = waiting.shift())
        await runOne(part);
    };
    await Promise.all(Array.from({ length: PARALLEL }, takeTurns));
  }
  return results;
}
