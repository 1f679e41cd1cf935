import { visibleText } from '@conductor/types';

/** Words and numbers that mean nothing to Markdown, not even to the extensions of the places where it is shown. */
const PLAIN = /^(?:± )?[\p{L}\p{N}](?:(?:[\p{L}\p{N}\p{M} .,%()>=/+_±-]|: |<=)*[\p{L}\p{N}\p{M}%)])?$/u;
/** Emphasis, and what becomes a link by itself. */
const NOT_PLAIN = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|www\.|\/\//iu;

/**
 * One line of any text inside of a paragraph or a cell. What is not plain stands as code, in which nobody is mentioned and nothing is
 * linked, with its punctuation as character references, which are never markup.
 */
export function markdownText(text: string): string {
  const shown = visibleText(text);
  if (shown === '' || (PLAIN.test(shown) && !NOT_PLAIN.test(shown))) return shown;
  return `<code>${shown.replace(/[!-/:-@[-`{-~]/g, (mark) => `&#${mark.charCodeAt(0)};`)}</code>`;
}

/** Lines that are shown as they are, in a block that none of them ends. They must be visible text. */
export function markdownBlock(lines: readonly string[]): string[] {
  const longest = Math.max(2, ...lines.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...lines, fence];
}
