import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Link, readMarkdown } from './markdown.ts';

const OUTSIDE = /^[a-z][a-z0-9+.-]*:/i;

/** One line for each link between files of the repository that leads nowhere. `file` is relative to `root`. */
export function deadLinks(root: string, file: string): string[] {
  const { links } = readMarkdown(readFileSync(join(root, file), 'utf8'));
  return links
    .filter((link) => !OUTSIDE.test(link.target))
    .flatMap((link) => {
      const fault = faultOf(root, file, link);
      return fault === undefined ? [] : [`${file}:${link.line}: links to "${link.target}"; ${fault}`];
    });
}

function faultOf(root: string, file: string, { target }: Link): string | undefined {
  const [path = '', anchor] = target.split('#');
  const found = path === '' ? join(root, file) : join(root, dirname(file), decodeURIComponent(path));
  if (relative(root, found).startsWith('..')) return 'that is outside this repository';
  if (!existsSync(found)) return `there is no ${relative(root, found)}`;
  if (anchor === undefined || !found.endsWith('.md')) return undefined;
  if (readMarkdown(readFileSync(found, 'utf8')).anchors.has(anchor)) return undefined;
  return `${relative(root, found)} has no heading that makes "#${anchor}"`;
}
