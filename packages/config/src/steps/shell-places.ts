import { SECRET_MARK } from '../variables/secret-marks.ts';

/** How a shell reads what stands at a place: in no quotes, or in which. `unclear`: why its text may not arrive as it is. */
export type ShellPlace = 'plain' | 'double' | 'single' | { readonly unclear: string };

/** What the shell is in the middle of. `depth` counts the parentheses that are open in it. */
interface Inside {
  readonly kind: 'plain' | 'double' | 'arithmetic';
  depth: number;
}

const MARK = SECRET_MARK.source;
const MARKS = new RegExp(MARK, 'g');
/** Behind any of these a shell reads differently than before. `${…}` is whole where nothing in it can be misread. */
const COMMON = String.raw`${MARK}|\\[^\0]|\`(?:\\[^]|[^\\\`])*\`?|\$\(\(|\$\(|\$\{[^'"\\\`{}()\0]*\}|\$\{`;
const TOKENS = {
  plain: new RegExp(String.raw`${COMMON}|\$'|'[^']*'?|case(?!\w)|[^]`, 'y'),
  double: new RegExp(`${COMMON}|[^]`, 'y'),
  arithmetic: new RegExp(`${MARK}|[^]`, 'y'),
} as const;
const COMMENT = /[^\n]*/y;
/** What stands before a word. */
const BORDER = /^$|[\s;&|()<>]/;

const BACKQUOTES = 'in `…`, instead of which $(…) can be written,';

/**
 * How a POSIX shell reads each mark in a command. Where shells differ, or where only their whole grammar would tell,
 * everything from there on is unclear.
 */
export function shellPlaces(command: string): readonly ShellPlace[] {
  const places: ShellPlace[] = [];
  const stack: Inside[] = [{ kind: 'plain', depth: Number.POSITIVE_INFINITY }];
  let unclear: string | null = null;
  let before = '';
  const note = (token: string, place: ShellPlace) => {
    for (const _ of token.matchAll(MARKS)) places.push(unclear === null ? place : { unclear });
  };
  for (let at = 0; at < command.length; ) {
    const top = stack.at(-1) ?? { kind: 'plain', depth: 0 };
    const isComment = top.kind === 'plain' && command[at] === '#' && BORDER.test(before);
    const token = tokenAt(isComment ? COMMENT : TOKENS[top.kind], command, at);
    note(token, isComment ? { unclear: 'in a comment' } : placeIn(top, token, before));
    if (!isComment) {
      unclear ??= whyUnclear(top, token, before, command[at + 1]);
      move(stack, top, token);
    }
    at += token.length;
    if (token !== '\\\n') before = isEscaped(token) ? 'a' : token.slice(-1);
  }
  return places;
}

function tokenAt(pattern: RegExp, command: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(command)?.[0] ?? command.charAt(at);
}

/** How the marks in a token are read, if there are any. */
function placeIn({ kind }: Inside, token: string, before: string): ShellPlace {
  if (token.startsWith('`')) return { unclear: BACKQUOTES };
  if (token.startsWith("'")) return 'single';
  if (kind === 'arithmetic') return { unclear: 'in $((…))' };
  if (before === '\\') return { unclear: 'right behind a backslash' };
  return before === '$' ? { unclear: 'right behind a $' } : kind;
}

/** Such a character is one of a word. */
function isEscaped(token: string): boolean {
  return token.length === 2 && token.startsWith('\\');
}

/** Why nothing can be said of what follows a token; `null` where all is clear. */
function whyUnclear({ kind, depth }: Inside, token: string, before: string, next: string | undefined): string | null {
  if (token === '${') return `in or after $\{…} with quotes or more in it, which shells read differently,`;
  if (kind !== 'plain') return null;
  if (token === "$'") return "in or after $'…', which shells read differently,";
  if (token === '<' && next === '<') return 'in or after a here-document, which knows no quotes,';
  const isInner = Number.isFinite(depth);
  return isInner && token === 'case' && BORDER.test(before) ? 'in or after a case in "$(…)"' : null;
}

/** Goes into what a token begins, or out of what it ends. */
function move(stack: Inside[], top: Inside, token: string): void {
  if (token === '$((') stack.push({ kind: 'arithmetic', depth: 2 });
  else if (top.kind === 'double') {
    if (token === '"') stack.pop();
    else if (token === '$(') stack.push({ kind: 'plain', depth: 1 });
  } else if (token === '"' && top.kind === 'plain') stack.push({ kind: 'double', depth: 0 });
  else if (token === '(' || token === '$(') top.depth += 1;
  else if (token === ')') {
    top.depth -= 1;
    if (top.depth === 0) stack.pop();
  }
}
