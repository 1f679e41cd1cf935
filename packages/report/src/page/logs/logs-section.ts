import type { RunResult } from '@conductor/types';
import { count, formatBytes } from '../../text/quantities.ts';
import { Html, html } from '../html.ts';
import { storedHref } from '../stored-href.ts';
import { type Excerpt, readExcerpt } from './read-excerpt.ts';
import { shareRoom } from './share-room.ts';
import { type StoredOutput, storedOutputs } from './stored-output.ts';

/** Bytes of outputs on one page: of steps that did not pass, and of the others. What cannot be shown is a click away. */
const ROOM = { bad: 192 * 1024, good: 384 * 1024 } as const;
/** Of each output at least. */
const FEWEST_BYTES = 512;
/** Outputs on one page; of more, those of steps that passed last are left out. */
const OUTPUTS = 4000;

/** Outputs that are read at one time: a disk that waits for one can bring another. */
const AT_ONCE = 16;

/** The outputs that a page has. */
export interface PageLogs {
  readonly section: Html;
  /** The places of those that are on it. */
  readonly ids: ReadonlySet<string>;
}

/** Every output of a run, each as far as there is room for it, with a field to search them all. */
export async function logsSection(result: RunResult, directory: string): Promise<PageLogs> {
  const all = Array.from(storedOutputs(result));
  const shown = chosen(all);
  const rooms = { bad: roomOf(shown.filter(isBad), ROOM.bad), good: roomOf(shown.filter(isGood), ROOM.good) };
  const entries: Html[] = [];
  for (let from = 0; from < shown.length; from += AT_ONCE) {
    const group = shown.slice(from, from + AT_ONCE).map(async (output) => {
      const room = isBad(output) ? rooms.bad : rooms.good;
      return entry(output, await readExcerpt(directory, output.path, room));
    });
    entries.push(...(await Promise.all(group)));
  }
  const left = all.length - shown.length;
  const section = html`<section id="logs" aria-labelledby="logs-title">
<h2 id="logs-title">Outputs</h2>
${all.length === 0 ? html`<p>No step wrote anything.</p>` : SEARCH}
${entries}
${left === 0 ? null : html`<p>and ${count(left, 'output')} more, in the run directory</p>`}
</section>`;
  return { section, ids: new Set(shown.map(({ id }) => id)) };
}

const SEARCH = html`<form id="search" role="search">
<label for="sought">Search all outputs</label>
<input id="sought" type="search" autocomplete="off" spellcheck="false" placeholder="a word, or /a pattern/">
<button type="submit">Next</button>
<span id="search-found" role="status"></span>
</form>`;

/** In order, and without the last that passed where there are too many. */
function chosen(all: readonly StoredOutput[]): readonly StoredOutput[] {
  if (all.length <= OUTPUTS) return all;
  const kept = new Set([...all.filter(isBad), ...all.filter(isGood)].slice(0, OUTPUTS));
  return all.filter((output) => kept.has(output));
}

function roomOf(outputs: readonly StoredOutput[], room: number): number {
  const sizes = outputs.map(({ bytes }) => bytes);
  return Math.min(room, shareRoom(sizes, room, FEWEST_BYTES));
}

function isBad({ verdict }: StoredOutput): boolean {
  return verdict === 'failed' || verdict === 'unknown';
}

function isGood(output: StoredOutput): boolean {
  return !isBad(output);
}

function entry(output: StoredOutput, excerpt: Excerpt | null): Html {
  const { id, trial, place, channel, verdict, path, bytes, isWhole } = output;
  return html`<details class="log" id="${id}">
<summary><span class="place">${place}</span> <span class="trial">trial ${trial}</span> ${channel === 'err' ? html`<span class="channel">error output</span> ` : null}<span class="mark ${verdict}">${verdict}</span> <span class="size">${formatBytes(bytes)}${isWhole ? null : ', not whole'}</span></summary>
<p><a href="${storedHref(path)}">${path}</a></p>
${excerpt === null ? html`<p>It cannot be read.</p>` : excerptHtml(excerpt)}
</details>
`;
}

/** Behind `<pre>` a parser drops a line end: there is one to drop. */
function excerptHtml({ head, leftOutBytes, tail }: Excerpt): Html {
  const first = html`<pre tabindex="0">
${Html.lines(head)}</pre>`;
  if (leftOutBytes === 0) return first;
  return html`${first}
<p class="left-out">${formatBytes(leftOutBytes)} left out here: the file has all of it</p>
<pre tabindex="0">
${Html.lines(tail)}</pre>`;
}
