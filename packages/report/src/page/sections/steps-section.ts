import { type RunResult, visibleText } from '@conductor/types';
import { stepsIn, trialName } from '../../closing/walk-result.ts';
import { outcomeText } from '../../text/outcome-text.ts';
import { count, formatDuration } from '../../text/quantities.ts';
import { cutToWidth } from '../../text/text-width.ts';
import { type Html, type HtmlPart, html } from '../html.ts';
import { htmlTable, type TableColumn } from '../html-table.ts';
import { stepPlace } from '../logs/stored-output.ts';

type Trial = RunResult['trials'][number];

/** Steps in tables; run.json has them all. */
const STEPS = 4000;
const COMMAND_COLUMNS = 100;

const COLUMNS: readonly TableColumn[] = [
  { title: 'verdict', align: 'left' },
  { title: 'phase', align: 'left' },
  { title: 'player', align: 'left' },
  { title: 'step', align: 'left' },
  { title: 'command', align: 'left' },
  { title: 'time', align: 'right' },
  { title: 'outcome', align: 'left' },
  { title: 'output', align: 'left' },
];

/** Every step of a run, trial by trial; `ids` are the outputs that are on the page. */
export function stepsSection(result: RunResult, ids: ReadonlySet<string>): Html {
  let room = STEPS;
  const trials = result.trials.map((trial, at) => {
    const rows = room > 0 ? rowsOf(trial, at, ids) : [];
    const shown = rows.slice(0, room);
    room -= rows.length;
    return trialHtml(trial, shown, result.trials.length === 1, at);
  });
  return html`<section id="steps" aria-labelledby="steps-title">
<h2 id="steps-title">Steps</h2>
${trials.length === 0 ? html`<p>No trial began.</p>` : trials}
${room < 0 ? html`<p>There are more steps than a page takes; run.json has them all.</p>` : null}
</section>`;
}

function trialHtml(trial: Trial, rows: readonly (readonly HtmlPart[])[], isOpen: boolean, at: number): Html {
  const table = htmlTable(`steps of trial ${trialName(trial)}`, COLUMNS, rows) ?? html`<p>No step is told of here.</p>`;
  const summary = html`<summary>trial ${trialName(trial)} <span class="mark ${trial.verdict}">${trial.verdict}</span> <span class="size">${count(rows.length, 'step')}</span></summary>`;
  const id = `steps-${at + 1}`;
  if (isOpen) return html`<details id="${id}" open>${summary}${table}</details>`;
  return html`<details id="${id}">${summary}${table}</details>`;
}

function rowsOf(trial: Trial, trialAt: number, ids: ReadonlySet<string>): HtmlPart[][] {
  return trial.phases.flatMap(({ phase, players }) =>
    players.flatMap((part, playerAt) =>
      Array.from(stepsIn(part, null), ({ label, step }) => [
        html`<span class="mark ${step.verdict}">${step.verdict}</span>`,
        phase,
        part.player,
        label,
        html`<code>${cutToWidth(visibleText(step.text), COMMAND_COLUMNS)}</code>`,
        step.durationMs === null ? null : formatDuration(step.durationMs),
        outcomeText(step.outcome),
        links(stepPlace(trialAt, phase, playerAt, step.index), ids),
      ]),
    ),
  );
}

function links(place: string, ids: ReadonlySet<string>): Html[] {
  return (['out', 'err'] as const)
    .filter((channel) => ids.has(`${place}-${channel}`))
    .map((channel) => html`<a href="#${place}-${channel}">${channel}</a> `);
}
