import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { ROOT } from '../workspace.ts';
import { type Example, matchesOutput } from './examples.ts';

/** TypeScript examples are put into a folder in here, from which every package can be imported by its name. */
const IMPORTS_ALL = join(ROOT, 'tools/e2e');

const EXAMPLE_LIMIT_MS = 60_000;

/** Type-checks and runs the examples. One text per fault; empty when every example does what it says. */
export async function runExamples(examples: readonly Example[]): Promise<string[]> {
  const folder = mkdtempSync(join(IMPORTS_ALL, '.examples-'));
  try {
    const typeScript = examples.filter((example) => example.language === 'ts');
    for (const example of typeScript) writeFileSync(fileOf(folder, example), atItsLine(example));
    const faults = typeScript.length > 0 ? await typeFaults(folder) : [];
    for (const example of examples) faults.push(...(await runExample(folder, example)));
    return faults;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The name keeps the place, so that an error says where to look. */
function fileOf(folder: string, { file, line }: Example): string {
  return join(folder, `${file.replaceAll('/', '-')}.${line}.ts`);
}

/** Blank lines above give the code the line numbers that it has in the Markdown file. */
function atItsLine({ line, text }: Example): string {
  return `${'\n'.repeat(line)}${text}\n`;
}

async function typeFaults(folder: string): Promise<string[]> {
  const tsconfig = {
    extends: join(ROOT, 'tsconfig.test.base.json'),
    compilerOptions: { composite: false, incremental: false },
    include: ['*.ts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  const checked = await execa('tsc', ['-p', folder, '--pretty', 'false'], {
    preferLocal: true,
    localDir: ROOT,
    reject: false,
    all: true,
    stdin: 'ignore',
  });
  return checked.failed ? [checked.all] : [];
}

async function runExample(scripts: string, example: Example): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'conductor-example-'));
  symlinkSync(join(ROOT, 'examples'), join(folder, 'examples'));
  const [file, args] = commandOf(scripts, example);
  const running = execa(file, args, {
    cwd: folder,
    reject: false,
    all: true,
    stdin: 'ignore',
    timeout: EXAMPLE_LIMIT_MS,
    killDescendants: true,
    env: { PATH: `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env['PATH']}`, NO_COLOR: '1' },
  });
  try {
    const { failed, shortMessage, stdout, all } = await running;
    const place = `${example.file}:${example.line}`;
    if (failed) return [`${place}: this example fails: ${shortMessage}\n${all}`];
    if (example.expected === undefined || matchesOutput(stdout, example.expected)) return [];
    return [`${place}: this example prints something else than the block below it says. It prints:\n${stdout}`];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function commandOf(scripts: string, example: Example): [string, string[]] {
  if (example.language === 'sh') return ['sh', ['-eu', '-c', example.text]];
  return [
    'node',
    ['--conditions=@conductor/source', '--disable-warning=ExperimentalWarning', fileOf(scripts, example)],
  ];
}
