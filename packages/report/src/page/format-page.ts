import type { RunResult } from '@conductor/types';
import { verdictWord } from '../closing/verdict-line.ts';
import { type Html, html } from './html.ts';
import { logsSection } from './logs/logs-section.ts';
import { pageDocument } from './page-document.ts';
import { changesSincePrevious } from './previous-run.ts';
import { runPageData } from './run-page-data.ts';
import { casesSection } from './sections/cases-section.ts';
import { checksSection } from './sections/checks-section.ts';
import { courseSection } from './sections/course-section.ts';
import { failedSection } from './sections/failed-section.ts';
import { hostsSection } from './sections/hosts-section.ts';
import { metricsSection } from './sections/metrics-section.ts';
import { stepsSection } from './sections/steps-section.ts';
import { verdictSection } from './sections/verdict-section.ts';

/**
 * A run as a page of HTML in one file, for the run directory that it is about: outputs are read below it. What it came to, what failed, what was
 * measured, its course, its hosts and its outputs; whatever a player called itself, ran or printed is text in it.
 */
export async function formatPage(result: RunResult, directory: string): Promise<string> {
  const logs = await logsSection(result, directory);
  const parts: readonly PagePart[] = [
    { id: 'wrong', title: 'What to know', section: await failedSection(result, directory) },
    { id: 'cases', title: 'Cases', section: casesSection(result) },
    { id: 'checks', title: 'Checks', section: checksSection(result) },
    { id: 'metrics', title: 'Metrics', section: metricsSection(result) },
    { id: 'course', title: 'Course', section: courseSection(result) },
    { id: 'steps', title: 'Steps', section: stepsSection(result, logs.ids) },
    { id: 'hosts', title: 'Hosts', section: hostsSection(result, await changesSincePrevious(result, directory)) },
    { id: 'logs', title: 'Outputs', section: logs.section },
  ];
  const body = html`${verdictSection(result)}
${navigation(parts)}
<main>
${parts.map(({ section }) => section)}
</main>`;
  const title = `${result.test.name}: ${verdictWord(result)} (${result.runId})`;
  return pageDocument({ title, body, data: await runPageData(result, directory, logs.ids) });
}

/** A section with the place where links lead to; `null`: there is nothing to say. */
interface PagePart {
  readonly id: string;
  readonly title: string;
  readonly section: Html | null;
}

function navigation(parts: readonly PagePart[]): Html {
  const links = parts.flatMap(({ id, title, section }) =>
    section === null ? [] : [html`<li><a href="#${id}">${title}</a></li>`],
  );
  return html`<nav aria-label="parts of this page"><ul>${links}</ul></nav>`;
}
