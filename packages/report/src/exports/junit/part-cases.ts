import type { Leftover, PlayerPhaseResult } from '@conductor/types';
import { stepsIn } from '../../closing/walk-result.ts';
import { count } from '../../text/quantities.ts';
import type { CaseEnd, JunitCase } from './junit-case.ts';
import { isBad } from './junit-suite.ts';
import type { OutputRoom } from './output-room.ts';
import { stepCase } from './step-case.ts';

/** One case for each step of a player in a phase, and one for each thing besides that was wrong with it. `cause`: why the player was lost. */
export async function partCases(
  className: string,
  part: PlayerPhaseResult,
  cause: string | null,
  room: OutputRoom,
): Promise<JunitCase[]> {
  const cases: JunitCase[] = [];
  for (const { label, step } of stepsIn(part, cause))
    cases.push(await stepCase({ className, name: label }, step, room));
  const add = (name: string, end: CaseEnd) =>
    cases.push({ className, name, durationMs: null, end, output: [], errorOutput: [] });
  if (part.counts !== null && part.counts.steps > 0) add('steps', countedEnd(part.counts));
  if (part.leftovers.length > 0) add('nothing left behind', leftoverEnd(part.leftovers));
  if (!cases.some(isBad) && (part.verdict === 'failed' || part.verdict === 'unknown'))
    add('results', resultsEnd(cause));
  return cases;
}

/** An external collector has the steps; the player counted them. */
function countedEnd({ steps, failed, unknown, leftovers }: NonNullable<PlayerPhaseResult['counts']>): CaseEnd {
  if (failed + unknown + leftovers === 0) return { kind: 'passed' };
  const message = `of ${count(steps, 'step')} ${failed} failed and ${unknown} are unknown; processes left behind: ${leftovers}`;
  const lines = [message, 'the run directory of the collector says which'];
  return { kind: unknown > 0 ? 'error' : 'failure', type: 'counted', message, lines };
}

function leftoverEnd(leftovers: readonly Leftover[]): CaseEnd {
  const lines = leftovers.map(
    ({ pid, command, foundBy }) => `process ${pid} (${command}) would not end; found by ${foundBy}`,
  );
  return { kind: 'failure', type: 'left-behind', message: lines[0] ?? '', lines };
}

/** No step says why: the player was lost, or not all that it announced came home. */
function resultsEnd(cause: string | null): CaseEnd {
  const message = cause === null ? 'results that the player announced are not here' : `the player was lost: ${cause}`;
  return { kind: 'failure', type: 'results', message, lines: [message] };
}
