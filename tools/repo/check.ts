/*
 * The one door: `pnpm check` runs everything that CI runs, `pnpm check lint unit` only the parts named.
 * One line per part as it ends; what failed in full; the last line is always `N passed, N failed, N skipped`. Ctrl-C ends what runs in
 * order and leaves no process and no network of it; a second one does not wait for that order.
 */
import { STAGES } from './src/gate/parts.ts';
import { prepareCi } from './src/gate/prepare-ci.ts';
import { runGate } from './src/gate/run-gate.ts';

const USAGE = 2;

process.exitCode = await main(process.argv.slice(2));

async function main(wanted: readonly string[]): Promise<number> {
  const names = STAGES.flat().map((part) => part.name);
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`check: there is no part "${unknown.join('", "')}"; the parts are ${names.join(', ')}`);
    return USAGE;
  }
  await prepareCi((line) => console.log(line));
  return await runGate(STAGES.map((stage) => stage.filter(({ name }) => wanted.length === 0 || wanted.includes(name))));
}
