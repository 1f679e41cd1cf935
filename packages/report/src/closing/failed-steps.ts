import type { OutputResult, RunResult, StepResult } from '@conductor/types';
import { outcomeAdvice, outcomeText } from '../text/outcome-text.ts';
import type { Paint } from '../text/paint.ts';
import { promptText } from '../text/prompt-text.ts';
import { formatBytes, formatDuration } from '../text/quantities.ts';
import { cutToWidth } from '../text/text-width.ts';
import { visibleText } from '../text/visible-text.ts';
import type { ReadTail } from './read-tail.ts';
import { tailLines } from './tail-lines.ts';
import { stepsOf } from './walk-result.ts';

/** Steps told in full; the others are counted. */
const TOLD = 20;
const COMMAND_COLUMNS = 120;

/** Each step that failed or is unknown: where, why, its command, and the last lines of what it wrote. */
export async function failedSteps(result: RunResult, readTail: ReadTail, paint: Paint): Promise<string[]> {
  const failed = stepsOf(result)
    .filter(({ step }) => step.verdict === 'failed' || step.verdict === 'unknown')
    .toArray();
  const lines: string[] = [];
  for (const { trial, place, step } of failed.slice(0, TOLD)) {
    lines.push(
      '',
      paint(
        `${step.verdict}: trial ${visibleText(trial)}, ${visibleText(place)}: ${outcomeText(step.outcome)}${durationText(step)}`,
        'red',
      ),
    );
    const advice = outcomeAdvice(step.outcome);
    if (advice !== null) lines.push(`  ${advice}`);
    lines.push(`  ${promptText(step.kind, cutToWidth(visibleText(step.text), COMMAND_COLUMNS))}`);
    lines.push(...(await outputLines('output', step.stdout, readTail)));
    lines.push(...(await outputLines('error output', step.stderr, readTail)));
  }
  if (failed.length > TOLD) lines.push('', `and ${failed.length - TOLD} more failed steps; run.json has them all`);
  return lines;
}

/** Nobody measured how long a step ran whose end nobody saw. */
function durationText({ durationMs, outcome }: StepResult): string {
  return durationMs === null || outcome.kind === 'unknown' ? '' : `, ${formatDuration(durationMs)}`;
}

async function outputLines(word: string, output: OutputResult, readTail: ReadTail): Promise<string[]> {
  if (output.path === null || output.bytes === 0) return [];
  const title = `  ${word}: ${output.path} (${formatBytes(output.bytes)}${output.sha256 === null ? ', not whole' : ''})`;
  const tail = await readTail(output.path);
  if (tail === null) return [`${title}: cannot be read`];
  return [title, ...tailLines(tail, tail.length >= output.bytes).map((line) => `    | ${line}`)];
}
