import type { OutputResult, RunResult } from '@conductor/types';
import { debts } from '../../closing/debts.ts';
import { type EqualFailures, equalFailures } from '../../closing/equal-failures.ts';
import { hostStates } from '../../closing/host-states.ts';
import { lostPlayers } from '../../closing/lost-players.ts';
import { missingValues } from '../../closing/metric-table.ts';
import { missedFetches } from '../../closing/missed-fetches.ts';
import { missingAtSyncs } from '../../closing/missing-at-syncs.ts';
import { type ReadTail, tailReader } from '../../closing/read-tail.ts';
import { remarks } from '../../closing/remarks.ts';
import { tailLines } from '../../closing/tail-lines.ts';
import { isBelied } from '../../closing/verdict-line.ts';
import { whoAndWhen } from '../../closing/who-and-when.ts';
import { outcomeAdvice, outcomeText } from '../../text/outcome-text.ts';
import { painter } from '../../text/paint.ts';
import { count, formatBytes } from '../../text/quantities.ts';
import { Html, html } from '../html.ts';
import { storedHref } from '../stored-href.ts';

/** Articles; the other steps are counted. */
const TOLD = 40;

/** What went wrong in a run, each failed step with the last lines that it wrote; `null` when nothing did, and there is nothing to say. */
export async function failedSection(result: RunResult, directory: string): Promise<Html | null> {
  const failed = equalFailures(result);
  const more = failed.slice(TOLD).reduce((sum, { turns }) => sum + turns.length, 0);
  const readTail = tailReader(directory);
  const articles: Html[] = [];
  for (const failures of failed.slice(0, TOLD)) articles.push(await article(failures, readTail));
  const parts = [
    ...articles,
    ...(more > 0 ? [html`<p>and ${count(more, 'step')} more; they are in the table of steps</p>`] : []),
    ...list('Not at a sync in time', await missingAtSyncs(result, readTail)),
    ...list('Lost players', lostPlayers(result)),
    ...list('Left behind or owed', debts(result, painter(false))),
    ...list('Hosts after Reset', hostStates(result)),
    ...list('Fetches that did not happen', missedFetches(result)),
    ...list('No value', missingValues(result)),
    ...list('Problems', result.problems),
    ...list('Remarks', remarks(result)),
  ];
  if (parts.length === 0) return null;
  return html`<section id="wrong" aria-labelledby="wrong-title">
<h2 id="wrong-title">${isGood(result) ? 'What there is to know' : 'What failed'}</h2>
${parts}
</section>`;
}

function isGood(result: RunResult): boolean {
  return result.verdict === 'passed' && !isBelied(result);
}

/** Equal failures have one, with all their names. */
async function article({ where, step, turns, only, lasted }: EqualFailures, readTail: ReadTail): Promise<Html> {
  const { outcome, verdict, text, kind } = step;
  const place = only === null ? where : `${only.player}, ${where}`;
  const trial = only === null ? `${turns.length} times` : `trial ${only.trial}`;
  const who = only === null ? html`<p>${whoAndWhen(turns).join('; ')}</p>` : null;
  const advice = outcomeAdvice(outcome);
  return html`<article class="failure">
<h3><span class="mark ${verdict}">${verdict}</span> ${place} <span class="trial">${trial}</span></h3>${who}
<p>${outcomeText(outcome)}${lasted === '' ? '' : `, ${lasted}`}${advice === null ? null : html`; ${advice}`}</p>
<pre class="command" tabindex="0">${kind === 'fetch' ? '' : '$ '}${text}</pre>
${await lastLines('output', step.stdout, readTail)}${await lastLines('error output', step.stderr, readTail)}</article>
`;
}

async function lastLines(
  word: string,
  { path, bytes, sha256 }: OutputResult,
  readTail: ReadTail,
): Promise<Html | null> {
  if (path === null || bytes === 0) return null;
  const tail = await readTail(path);
  const title = html`<p>${word}: <a href="${storedHref(path)}">${path}</a> (${formatBytes(bytes)}${sha256 === null ? ', not whole' : ''})${tail === null ? ': cannot be read' : ''}</p>`;
  if (tail === null) return title;
  return html`${title}
<pre tabindex="0">
${Html.lines(tailLines(tail, tail.length >= bytes))}</pre>
`;
}

function list(title: string, lines: readonly string[]): Html[] {
  if (lines.length === 0) return [];
  return [html`<h3>${title}</h3><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`];
}
