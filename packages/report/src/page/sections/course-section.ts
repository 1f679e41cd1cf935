import type { RunResult } from '@conductor/types';
import { trialName } from '../../closing/walk-result.ts';
import { type Html, html } from '../html.ts';

/** The place where the script draws the course of a trial: who did what when, and what was measured meanwhile. */
export function courseSection({ trials }: RunResult): Html | null {
  if (trials.length === 0) return null;
  const worst = trials.findIndex(({ verdict }) => verdict === 'failed' || verdict === 'unknown');
  const options = trials.map((trial, at) =>
    option(`${trialName(trial)} (${trial.verdict})`, at, at === Math.max(0, worst)),
  );
  return html`<section id="course" aria-labelledby="course-title">
<h2 id="course-title">Course</h2>
<noscript><p>It is drawn by the script of this page; the steps below say the same.</p></noscript>
<div class="tools">
<label>trial <select id="course-trial">${options}</select></label>
<button type="button" id="course-in" title="closer (+)">+</button>
<button type="button" id="course-out" title="farther (-)">−</button>
<button type="button" id="course-all" title="the whole trial (0)">all</button>
<span id="course-starts"></span>
</div>
<div id="course-drawing" tabindex="0" role="application" aria-label="the course of the trial: arrow keys go from step to step, + and - zoom, 0 shows all, Enter goes to the output" aria-describedby="course-told"></div>
<p id="course-told" role="status">A bar is a step; choose one with the arrow keys or the pointer.</p>
<ul class="legend"><li><span class="key passed"></span>passed</li><li><span class="key failed"></span>failed or unknown</li><li><span class="key skipped"></span>skipped or stopped</li><li><span class="key wait"></span>waits for the others</li><li><span class="key start"></span>start, with what it may be off</li></ul>
<div id="course-series"></div>
</section>`;
}

function option(name: string, at: number, isSelected: boolean): Html {
  return isSelected
    ? html`<option value="${at}" selected>${name}</option>`
    : html`<option value="${at}">${name}</option>`;
}
