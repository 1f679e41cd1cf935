import { type Complaint, complaint } from '../metrics/complaint.ts';

/** One value as it stands in a list, and where. */
export interface Word {
  readonly text: string;
  /** It stood in quotes: no range, whatever it looks like. */
  readonly isQuoted: boolean;
  readonly offset: number;
}

/** What a list is made of besides blanks. */
type Token = ({ readonly kind: 'word' } & Word) | { readonly kind: 'comma' | 'line-end'; readonly offset: number };

const TOKEN = /"(?<quoted>[^"\n]*)"(?=[\s,]|$)|(?<comma>,)|(?<end>\n)|(?<bare>[^\s,]+)/g;

/** Takes a list apart: rows end at commas and at the ends of lines, and in a row blanks divide words. Quotes keep both in a word. */
export function splitRows(text: string): readonly (readonly Word[])[] | Complaint {
  const tokens = Array.from(text.matchAll(TOKEN), tokenOf);
  const fault = openQuote(tokens) ?? emptyPlace(tokens);
  if (fault !== null) return fault;
  const rows: Word[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'word') rows.at(-1)?.push(token);
    else rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

function tokenOf({ index: offset, groups = {} }: RegExpExecArray): Token {
  const { quoted, bare = '', comma, end } = groups;
  if (comma !== undefined) return { kind: 'comma', offset };
  if (end !== undefined) return { kind: 'line-end', offset };
  return { kind: 'word', text: quoted ?? bare, isQuoted: quoted !== undefined, offset };
}

function openQuote(tokens: readonly Token[]): Complaint | null {
  const open = tokens.find((token) => token.kind === 'word' && !token.isQuoted && token.text.startsWith('"'));
  return open === undefined
    ? null
    : complaint(open.offset, { message: 'this quote is not closed, or more follows it' });
}

/** Before a comma and behind it there is a value; a list may go on in the next line. */
function emptyPlace(tokens: readonly Token[]): Complaint | null {
  const dense = tokens.filter(({ kind }) => kind !== 'line-end');
  const empty = dense.find(
    ({ kind }, at) => kind === 'comma' && (dense[at - 1]?.kind !== 'word' || dense[at + 1] === undefined),
  );
  return empty === undefined ? null : complaint(empty.offset, { message: 'a value is missing at this comma' });
}
