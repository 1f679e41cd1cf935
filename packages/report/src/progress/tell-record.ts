import { type JournalRecord, mostAttempts, type RunEvent, type StepId, verdictOf, visibleText } from '@conductor/types';
import { comparisonTexts } from '../closing/host-states.ts';
import { outcomeAdvice, outcomeText } from '../text/outcome-text.ts';
import { VERDICT_COLOUR } from '../text/paint.ts';
import { formatDuration } from '../text/quantities.ts';
import type { LineParts } from './line-writer.ts';
import { tellBriefly, tellReason } from './tell-briefly.ts';
import type { Telling } from './telling.ts';

type JournalEvent = Extract<RunEvent, { kind: 'journal' }>;

/** Remarks and refused files that are told of a player in a trial, and characters that are shown of each. */
const MOST_SAID = 100;
const MOST_TEXT = 500;

/** The lines that a record of a player's journal is worth. */
export function tellRecord(telling: Telling, event: JournalEvent): string[] {
  const { record, player, trial, time } = event;
  const { names, writer, verbose } = telling;
  const say = (text: string, parts: Partial<LineParts> = {}) => [writer.line({ time, trial, player, text, ...parts })];
  const of = ({ step }: { readonly step: StepId }) => ({ phase: step.phase, step: names.label(player, step) });
  switch (record.kind) {
    case 'trial-loaded':
      return verbose ? say(`has loaded the trial; containment: ${record.containment}`) : [];
    case 'phase-began':
      return verbose ? say('begins', { phase: record.phase }) : [];
    case 'step-began':
      return verbose ? say('begins', of(record)) : [];
    case 'step-ended':
      return endLines(telling, event, record);
    // The conductor tells of it.
    case 'trial-resumed':
    case 'output-rewound':
    case 'output-closed':
      return [];
    case 'file-found':
      return verbose ? say(`found ${visibleText(record.path)}`, of(record)) : [];
    case 'file-refused':
      return sayNotTooMuch(telling, event, () => {
        return say(`${shortText(record.path)}: ${shortText(record.reason)}`, { ...of(record), colour: 'red' });
      });
    case 'steps-done':
      return verbose ? say('is done with its steps', { phase: record.phase }) : [];
    case 'phase-finished':
      return record.leftovers.flatMap(({ pid, command }) =>
        say(`left behind: process ${pid}, ${visibleText(command)}`, { phase: record.phase, colour: 'red' }),
      );
    case 'left-behind':
      return record.leftovers.flatMap(({ pid, command }) =>
        say(`left behind: process ${pid}, ${visibleText(command)}`, { colour: 'red' }),
      );
    case 'state-compared':
      return comparisonTexts(record.comparison).flatMap((text) =>
        text.startsWith('not looked at') && !verbose ? [] : say(shortText(text), { colour: 'yellow' }),
      );
    case 'trial-stopped':
      return say(`stops: ${visibleText(tellReason(telling, record.reason))}`, { colour: 'yellow' });
    case 'remark':
      return sayNotTooMuch(telling, event, () => {
        return say(shortText(record.text), record.step === undefined ? {} : of({ step: record.step }));
      });
    case 'trial-closed':
      return verbose ? say(`has closed the trial; Reset: ${record.reset}`) : [];
    default:
      return record satisfies never;
  }
}

/** A player that remarks without end, out of malice or not, does not take the terminal: it is counted, and told where to read on. */
function sayNotTooMuch(
  { said, writer }: Telling,
  { player, trial, time }: JournalEvent,
  say: () => string[],
): string[] {
  const count = (said.get(player) ?? 0) + 1;
  said.set(player, count);
  if (count <= MOST_SAID) return say();
  return count === MOST_SAID + 1
    ? [writer.line({ time, trial, player, text: 'has more to say: from here on it is in events.ndjson only' })]
    : [];
}

function shortText(text: string): string {
  return visibleText(text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text);
}

function endLines(
  telling: Telling,
  { player, trial, time }: JournalEvent,
  record: Extract<JournalRecord, { kind: 'step-ended' }>,
): string[] {
  const { names, writer, failed, counts, verbose } = telling;
  const { step, outcome } = record;
  const verdict = verdictOf(outcome, names.step(player, step)?.mayFail ?? false);
  const place = { trial, phase: step.phase, player, step: names.label(player, step) };
  const plan = names.step(player, step);
  if (plan !== undefined && step.attempt < mostAttempts(plan) && verdictOf(outcome, false) === 'failed') {
    const text = `failed, and is tried again: ${outcomeText(outcome)} (attempt ${step.attempt} of ${mostAttempts(plan)})`;
    return [writer.line({ time, ...place, text, colour: 'yellow' })];
  }
  counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  if (verdict === 'failed' || verdict === 'unknown') failed.add(names.identity(player, step));
  if (outcome.kind === 'skipped' && !verbose) return [];
  const isMeasured = outcome.kind !== 'skipped' && outcome.kind !== 'unknown';
  const duration = isMeasured ? `, ${formatDuration(record.durationMs)}` : '';
  const advice = outcomeAdvice(outcome);
  const why = tellBriefly(telling, outcomeText(outcome));
  const text = `${verdict}: ${why}${duration}${advice === null ? '' : `; ${advice}`}`;
  return [writer.line({ time, ...place, text, colour: VERDICT_COLOUR[verdict] })];
}
