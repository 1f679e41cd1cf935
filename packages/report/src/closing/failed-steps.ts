import { type OutputResult, type RunResult, visibleText } from '@conductor/types';
import { outcomeAdvice, outcomeText } from '../text/outcome-text.ts';
import type { Paint } from '../text/paint.ts';
import { promptText } from '../text/prompt-text.ts';
import { formatBytes } from '../text/quantities.ts';
import { cutToWidth } from '../text/text-width.ts';
import { type EqualFailures, equalFailures } from './equal-failures.ts';
import type { ReadTail } from './read-tail.ts';
import { tailLines } from './tail-lines.ts';
import { whoAndWhen } from './who-and-when.ts';

/** Paragraphs; the other steps are counted. */
const TOLD = 20;
const COMMAND_COLUMNS = 120;

/** Each step that failed or is unknown: where, why, its command, and the last lines of what it wrote. Equal ones have one paragraph, with all their names. */
export async function failedSteps(result: RunResult, readTail: ReadTail, paint: Paint): Promise<string[]> {
  const failed = equalFailures(result);
  const lines: string[] = [];
  for (const failures of failed.slice(0, TOLD)) {
    const { step, turns, only } = failures;
    lines.push('', paint(headline(failures), 'red'));
    if (only === null) lines.push(...whoAndWhen(turns).map((who) => `  ${who}`));
    const advice = outcomeAdvice(step.outcome);
    if (advice !== null) lines.push(`  ${advice}`);
    lines.push(`  ${promptText(step.kind, cutToWidth(visibleText(step.text), COMMAND_COLUMNS))}`);
    lines.push(...(await outputLines('output', step.stdout, only === null, readTail)));
    lines.push(...(await outputLines('error output', step.stderr, only === null, readTail)));
  }
  const more = failed.slice(TOLD).reduce((sum, { turns }) => sum + turns.length, 0);
  if (more > 0) lines.push('', `and ${more} more failed steps; run.json has them all`);
  return lines;
}

function headline({ where, step, turns, only, lasted }: EqualFailures): string {
  const one = only === null ? `${turns.length} times` : `trial ${only.trial}, ${only.player}`;
  const end = `${outcomeText(step.outcome)}${lasted === '' ? '' : `, ${lasted}`}`;
  return `${step.verdict}: ${visibleText(`${one}, ${where}`)}: ${end}`;
}

async function outputLines(
  word: string,
  output: OutputResult,
  isRepeated: boolean,
  readTail: ReadTail,
): Promise<string[]> {
  if (output.path === null || output.bytes === 0) return [];
  const notWhole = output.sha256 === null ? ', not whole' : '';
  const same = isRepeated ? ', the same each time' : '';
  const title = `  ${word}: ${output.path} (${formatBytes(output.bytes)}${notWhole}${same})`;
  const tail = await readTail(output.path);
  if (tail === null) return [`${title}: cannot be read`];
  return [title, ...tailLines(tail, tail.length >= output.bytes).map((line) => `    | ${line}`)];
}
