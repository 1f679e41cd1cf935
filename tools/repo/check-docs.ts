/*
 * Holds the documentation to its word: every link between files leads somewhere, every block marked as an example works
 * and prints what the block below it says, and every package's README has such an example.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deadLinks } from './src/docs/dead-links.ts';
import { examplesOf } from './src/docs/examples.ts';
import { runExamples } from './src/docs/run-examples.ts';
import { packageNames, ROOT, repositoryFiles } from './src/workspace.ts';

const files = repositoryFiles(['*.md']).filter((file) => existsSync(join(ROOT, file)));
const examples = files.flatMap((file) => examplesOf(file, readFileSync(join(ROOT, file), 'utf8')));
const faults = [
  ...files.flatMap((file) => deadLinks(ROOT, file)),
  ...packageNames()
    .map((name) => `packages/${name}/README.md`)
    .filter((readme) => !examples.some((example) => example.file === readme))
    .map((readme) => `${readme}: has no tested example; mark a block with \`\`\`ts example or \`\`\`sh example`),
  ...(await runExamples(examples)),
];

for (const fault of faults) console.log(fault);
if (faults.length > 0) process.exitCode = 1;
