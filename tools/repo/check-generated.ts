/*
 * Generates what is generated again, in place, and fails when that changes anything: generated code is committed, and
 * must be what the sources it comes from say.
 */
import { join } from 'node:path';
import { execa } from 'execa';
import { staleFiles, takeSnapshot } from './src/stale-files.ts';
import { PNPM, ROOT, SCOPE } from './src/workspace.ts';

/** Each package with a `generate` script, and where that writes. */
const GENERATED: Readonly<Record<string, string>> = {
  protocol: 'packages/protocol/src/gen',
  report: 'packages/report/src/gen',
};

for (const [name, folder] of Object.entries(GENERATED)) {
  for (const fault of await regenerate(name, folder)) {
    console.log(fault);
    process.exitCode = 1;
  }
}

async function regenerate(name: string, folder: string): Promise<string[]> {
  const [npx, ...pnpm] = PNPM;
  const generate = `pnpm --filter ${SCOPE}${name} run generate`;
  const before = takeSnapshot(join(ROOT, folder));
  const ran = await execa(npx, [...pnpm, '--filter', SCOPE + name, 'run', 'generate'], {
    cwd: ROOT,
    reject: false,
    all: true,
    stdin: 'ignore',
  });
  if (ran.failed) return [`${generate}: ${ran.shortMessage}`, ran.all];
  const stale = staleFiles(before, takeSnapshot(join(ROOT, folder))).map((line) => `${folder}/${line}`);
  if (stale.length === 0) return [];
  return [...stale, `\nThese files were not what \`${generate}\` makes; now they are: look at them, and commit them.`];
}
