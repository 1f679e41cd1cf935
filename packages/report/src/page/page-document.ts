import { createHash } from 'node:crypto';
import { PAGE_SCRIPT, PAGE_STYLE } from '../gen/page-assets.ts';
import { Html, html } from './html.ts';

/** What a page is made of. */
export interface PageParts {
  readonly title: string;
  readonly body: Html;
  /** For the script of the page. */
  readonly data: unknown;
}

/**
 * A page as one file, which loads nothing and lets nothing be loaded: by its policy only its own style and its own script are obeyed, known by
 * their hashes.
 */
export function pageDocument({ title, body, data }: PageParts): string {
  const policy = `default-src 'none'; script-src ${hashOf(PAGE_SCRIPT)}; style-src ${hashOf(PAGE_STYLE)}; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${Html.own('style', PAGE_STYLE)}
</head>
<body>
${body}
${Html.data('page-data', data)}
${Html.own('script', PAGE_SCRIPT)}
</body>
</html>
`;
  return page.text;
}

function hashOf(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
