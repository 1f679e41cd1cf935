import {
  type OutputResult,
  type PlayerPhaseResult,
  type RunResult,
  type StepResult,
  visibleText,
} from '@conductor/types';
import { promptText } from '../text/prompt-text.ts';
import { cutToWidth } from '../text/text-width.ts';
import type { ReadTail } from './read-tail.ts';
import { tailLines } from './tail-lines.ts';
import { trialName } from './walk-result.ts';

const COMMAND_COLUMNS = 80;

/** Who was not at a sync when it was broken: the step that that player was in, and the last line that the step wrote. */
export async function missingAtSyncs({ trials }: RunResult, readTail: ReadTail): Promise<string[]> {
  const lines: string[] = [];
  for (const trial of trials) {
    for (const { phase, players } of trial.phases) {
      for (const { name, brokenMs } of brokenSyncs(players)) {
        for (const part of players.filter((one) => isMissing(one, name, brokenMs))) {
          const where = visibleText(`trial ${trialName(trial)}, ${phase}, sync ${name}: ${part.player}`);
          lines.push(`${where} ${await whatItDid(part, brokenMs, readTail)}`);
        }
      }
    }
  }
  return lines;
}

/** The syncs of a phase that were broken, each with the instant when the first of those that waited heard of it. */
function brokenSyncs(players: readonly PlayerPhaseResult[]): { name: string; brokenMs: number }[] {
  const instants = new Map<string, number>();
  for (const { steps } of players) {
    for (const step of steps) {
      const began = beganMs(step);
      if (step.outcome.kind !== 'sync-broken' || began === null || step.durationMs === null) continue;
      const brokenMs = began + step.durationMs;
      instants.set(step.text, Math.min(brokenMs, instants.get(step.text) ?? brokenMs));
    }
  }
  return Array.from(instants, ([name, brokenMs]) => ({ name, brokenMs }));
}

function isMissing({ steps }: PlayerPhaseResult, name: string, brokenMs: number): boolean {
  const own = steps.find(({ kind, text }) => kind === 'sync' && text === name);
  if (own === undefined) return false;
  const came = beganMs(own);
  return came === null || came >= brokenMs;
}

async function whatItDid({ steps }: PlayerPhaseResult, brokenMs: number, readTail: ReadTail): Promise<string> {
  const step = steps.findLast((one) => (beganMs(one) ?? Number.POSITIVE_INFINITY) < brokenMs);
  if (step === undefined) return 'had begun no step';
  const what = `was at ${step.key} (${promptText(step.kind, cutToWidth(visibleText(step.text), COMMAND_COLUMNS))})`;
  const said = (await lastLine(step.stdout, readTail)) ?? (await lastLine(step.stderr, readTail));
  return said === null ? `${what}, which wrote nothing` : `${what}, which ended with: ${said}`;
}

async function lastLine({ path, bytes }: OutputResult, readTail: ReadTail): Promise<string | null> {
  if (path === null || bytes === 0) return null;
  const tail = await readTail(path);
  return tail === null
    ? `${visibleText(path)}, which cannot be read`
    : (tailLines(tail, tail.length >= bytes).at(-1) ?? null);
}

/** By the conductor's clock, which all players of a phase share. */
function beganMs({ conductorTime }: StepResult): number | null {
  return conductorTime === null ? null : Date.parse(conductorTime);
}
