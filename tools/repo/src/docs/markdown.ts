/** A fenced block of a Markdown file. */
export interface Fence {
  /** What follows the backticks: a language, then words for tools. */
  readonly info: string;
  readonly text: string;
  /** Of the opening backticks, from 1. */
  readonly line: number;
  /** Whether only blank lines stand between this block and the one before it. */
  readonly followsFence: boolean;
}

/** A link of a Markdown file, as written. */
export interface Link {
  readonly target: string;
  readonly line: number;
}

/** The parts of a Markdown file that checks look at. */
export interface Markdown {
  readonly fences: readonly Fence[];
  readonly links: readonly Link[];
  /** The `#anchors` that its headings make, as GitHub does. */
  readonly anchors: ReadonlySet<string>;
}

const OPENING = /^ {0,3}(`{3,}|~{3,})\s*(.*)$/;
const HEADING = /^#{1,6}\s+(.*?)\s*#*$/;
const INLINE_LINK = /\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g;
const REFERENCE_LINK = /^\s{0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|$)/;

/** Reads what checks need from the text of a Markdown file; everything inside a fence is left alone. */
export function readMarkdown(source: string): Markdown {
  const fences: Fence[] = [];
  const links: Link[] = [];
  const anchors = new Set<string>();
  const lines = source.split('\n');
  let followsFence = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const opening = OPENING.exec(line);
    if (opening === null) {
      for (const target of linksIn(line)) links.push({ target, line: at + 1 });
      addAnchor(anchors, line);
      followsFence &&= line.trim() === '';
      continue;
    }
    const [, ticks = '', info = ''] = opening;
    const closing = lines.findIndex((later, place) => place > at && later.trim().startsWith(ticks));
    const end = closing === -1 ? lines.length : closing;
    fences.push({ info: info.trim(), text: lines.slice(at + 1, end).join('\n'), line: at + 1, followsFence });
    followsFence = true;
    at = end;
  }
  return { fences, links, anchors };
}

function linksIn(line: string): string[] {
  const withoutCode = line.replaceAll(/`[^`]*`/g, '``');
  const inline = [...withoutCode.matchAll(INLINE_LINK)].map((match) => match[1]);
  return [...inline, REFERENCE_LINK.exec(withoutCode)?.[1]].filter((target) => target !== undefined);
}

function addAnchor(anchors: Set<string>, line: string): void {
  const title = HEADING.exec(line)?.[1];
  if (title === undefined) return;
  const slug = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
  const taken = [...anchors].filter((anchor) => anchor === slug || anchor.startsWith(`${slug}-`)).length;
  anchors.add(anchors.has(slug) ? `${slug}-${taken}` : slug);
}
