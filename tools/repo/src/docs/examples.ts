import { type Fence, readMarkdown } from './markdown.ts';

/** A fenced block that promises to work: ```` ```ts example ```` or ```` ```sh example ````. */
export interface Example {
  readonly file: string;
  /** Of the opening backticks. */
  readonly line: number;
  readonly language: 'ts' | 'sh';
  readonly text: string;
  /** The ```` ```text output ```` block that follows at once, if any: what it prints, `…` standing for anything. */
  readonly expected: string | undefined;
}

/** The examples of a Markdown file, in order. Throws for a block that is marked and cannot be run. */
export function examplesOf(file: string, source: string): Example[] {
  const { fences } = readMarkdown(source);
  return fences.flatMap((fence, place) => {
    const [language, ...words] = fence.info.split(/\s+/);
    if (!words.includes('example')) return [];
    if (language !== 'ts' && language !== 'sh') {
      throw new Error(`${file}:${fence.line}: an example is \`ts example\` or \`sh example\`, and not "${fence.info}"`);
    }
    return [{ file, line: fence.line, language, text: fence.text, expected: outputOf(fences[place + 1]) }];
  });
}

/** Whether what was printed is what the README says, apart from blanks around it. */
export function matchesOutput(printed: string, expected: string): boolean {
  const pattern = expected.trim().split('…').map(escaped).join('[\\s\\S]*?');
  return new RegExp(`^${pattern}$`).test(printed.trim());
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function outputOf(next: Fence | undefined): string | undefined {
  return next?.followsFence && next.info.split(/\s+/).includes('output') ? next.text : undefined;
}
