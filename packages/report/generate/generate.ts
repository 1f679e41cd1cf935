/*
 * Writes src/gen/page-assets.ts: the script of a page in one piece, made of page/main.ts and what that imports, and its style. A page has both
 * in it. The output depends on nothing but these files; it is committed, and the build compares.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';

const packageFolder = dirname(import.meta.dirname);
const genFolder = join(packageFolder, 'src/gen');

const script = await scriptOf(join(packageFolder, 'page/main.ts'));
const style = ['ground', 'parts', 'drawings']
  .map((name) => styleOf(readFileSync(join(packageFolder, `page/style/${name}.css`), 'utf8')))
  .join('');
rmSync(genFolder, { recursive: true, force: true });
mkdirSync(genFolder);
writeFileSync(
  join(genFolder, 'page-assets.ts'),
  `export const PAGE_SCRIPT: string = ${JSON.stringify(script)};\n\nexport const PAGE_STYLE: string = ${JSON.stringify(style)};\n`,
);

async function scriptOf(input: string): Promise<string> {
  await using bundle = await rolldown({ input, platform: 'browser', logLevel: 'warn' });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  const [{ code }] = output;
  // Either would end the element that it stands in.
  if (/<\/script|<!--/i.test(code)) throw new Error('the script of the page has "</script" or "<!--" in it');
  return code;
}

/** Without comments, and without what a browser skips. */
function styleOf(text: string): string {
  return text
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .trim();
}
