import type { RunResult } from '@conductor/types';
import { elsewhere } from '../../closing/elsewhere.ts';
import { leftOutLines } from '../../closing/left-out.ts';
import { runTimes } from '../../closing/run-times.ts';
import { isBelied, verdictLine, verdictWord } from '../../closing/verdict-line.ts';
import { trialName } from '../../closing/walk-result.ts';
import { type Html, html } from '../html.ts';

/** What a run came to: the first thing on its page. */
export function verdictSection(result: RunResult): Html {
  const { test, runId, conductor, version, insecure, verdict } = result;
  return html`<header class="verdict ${isBelied(result) ? 'failed' : verdict}">
<h1>${test.name}: <strong>${verdictWord(result)}</strong></h1>
<p class="sentence">${verdictLine(result)}</p>
<p>run ${runId} by ${conductor}, Conductor ${version}<br>${runTimes(result)}</p>
${insecure ? html`<p class="alarm">INSECURE: players that are not on this machine were commanded without TLS</p>` : null}
${elsewhere(result).map((line) => html`<p>${line}</p>`)}
${leftOutLines(result).map((line) => html`<p>left out: ${line}</p>`)}
${trialStrip(result)}
</header>`;
}

/** Each trial as a button that leads to its course. One alone has nothing to choose. */
function trialStrip({ trials }: RunResult): Html | null {
  if (trials.length < 2) return null;
  const buttons = trials.map(
    (trial, at) =>
      html`<li><a class="mark ${trial.verdict}" href="#course" data-trial="${at}" title="trial ${trialName(trial)}: ${trial.verdict}">${trialName(trial)}</a></li>`,
  );
  return html`<ol class="trials" aria-label="trials">${buttons}</ol>`;
}
