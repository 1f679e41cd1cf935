import { visibleJsonLine, visibleText } from '@conductor/types';

/** What may stand in a template: text is escaped, HTML is not, `null` is nothing, and of a list each stands after the other. */
export type HtmlPart = Html | string | number | null | readonly HtmlPart[];

/** HTML that is finished. Only this file makes it, so that nothing gets into a page but through it. */
export class Html {
  readonly text: string;

  private constructor(text: string) {
    this.text = text;
  }

  /**
   * The one way from text to HTML: a template in which whatever is filled in is escaped, and shown where a reader would obey it or not see
   * it. Attributes must stand in double quotes.
   */
  static of(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
    return new Html(String.raw({ raw: strings }, ...parts.map(htmlOf)));
  }

  /** Lines of any text, to stand in a `pre`: their ends and tabs are kept. */
  static lines(lines: readonly string[]): Html {
    return new Html(lines.map((line) => line.split('\t').map(escaped).join('\t')).join('\n'));
  }

  /** A value for the script of the page, which reads it as JSON; nothing runs it. */
  static data(id: string, value: unknown): Html {
    const json = visibleJsonLine(value).replaceAll('<', '\\u003c');
    return new Html(`<script type="application/json" id="${escaped(id)}">${json}</script>`);
  }

  /** What is made here and nowhere else: the script and the style of the page. */
  static own(element: 'script' | 'style', content: string): Html {
    return new Html(`<${element}>${content}</${element}>`);
  }
}

/** The template. */
export const html = Html.of;

const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function htmlOf(part: HtmlPart): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(htmlOf).join('');
  return escaped(String(part));
}

function escaped(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (found) => MARKUP[found] ?? found);
}
