/** One output on the page. */
interface Log {
  readonly details: HTMLDetailsElement;
  readonly lines: readonly HTMLPreElement[];
}

/** What is looked for is highlighted so many times at the most: a page with a million marks cannot be scrolled. */
const MARKS = 2000;
const WAIT_MS = 120;

/** Lets the reader search all outputs: those that have it stay, open, and what is sought is marked in them. */
export function searchLogs(): void {
  const form = document.getElementById('search');
  const field = document.getElementById('sought');
  if (form === null || !(field instanceof HTMLInputElement)) return;
  const logs: readonly Log[] = Array.from(document.querySelectorAll<HTMLDetailsElement>('details.log'), (details) => ({
    details,
    lines: Array.from(details.querySelectorAll('pre')),
  }));
  let marks: readonly Range[] = [];
  let at = -1;
  let timer = 0;
  const search = () => {
    marks = find(logs, field.value);
    at = -1;
  };
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(search, WAIT_MS);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (at === -1) search();
    if (marks.length === 0) return;
    at = (at + 1) % marks.length;
    goTo(marks[at]);
  });
}

function find(logs: readonly Log[], sought: string): Range[] {
  const found = document.getElementById('search-found');
  const pattern = patternOf(sought);
  if (pattern === null) {
    for (const { details } of logs) details.hidden = false;
    highlight([]);
    found?.replaceChildren(sought === '' ? '' : 'this is no pattern');
    return [];
  }
  const marks: Range[] = [];
  let count = 0;
  let outputs = 0;
  for (const { details, lines } of logs) {
    const before = count;
    for (const pre of lines) count += findIn(pre, pattern, marks);
    details.hidden = count === before;
    if (count === before) continue;
    outputs += 1;
    details.open = true;
  }
  highlight(marks);
  found?.replaceChildren(`${count} ${count === 1 ? 'place' : 'places'} in ${outputs} of ${logs.length} outputs`);
  return marks;
}

/** A word as it is, in any case; between two strokes a pattern of JavaScript. */
function patternOf(sought: string): RegExp | null {
  const [, body] = /^\/(.+)\/$/.exec(sought) ?? [];
  if (sought === '') return null;
  try {
    return new RegExp(body ?? sought.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'gi');
  } catch {
    return null;
  }
}

/** How often it is there; the first are added to `marks`. */
function findIn(pre: HTMLPreElement, pattern: RegExp, marks: Range[]): number {
  // Parsers divide a long text among several nodes.
  pre.normalize();
  const [text] = pre.childNodes;
  if (text === undefined) return 0;
  let count = 0;
  for (const match of (text.nodeValue ?? '').matchAll(pattern)) {
    if (match[0] === '') continue;
    count += 1;
    if (marks.length >= MARKS) continue;
    const range = new Range();
    range.setStart(text, match.index);
    range.setEnd(text, match.index + match[0].length);
    marks.push(range);
  }
  return count;
}

/** Browsers without this show which outputs have it, and scroll there. */
function highlight(marks: readonly Range[]): void {
  if (typeof Highlight === 'undefined') return;
  CSS.highlights.set('sought', new Highlight(...marks));
}

function goTo(mark: Range | undefined): void {
  const box = mark?.startContainer.parentElement;
  if (mark === undefined || !box) return;
  getSelection()?.removeAllRanges();
  getSelection()?.addRange(mark);
  box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 2;
  box.scrollIntoView({ block: 'nearest' });
}
