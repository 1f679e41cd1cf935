import path from 'node:path';
import { conduct } from './conduct.ts';
import { startPlayers } from './start-players.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const EXAMPLE = path.join(ROOT, 'examples/quickstart');
const RESULTS = path.join(ROOT, 'results');

/** The quick start: three players on this machine, one run of examples/quickstart, and what it measured. */
async function quickstart(): Promise<number> {
  await using players = await startPlayers(EXAMPLE, ['source.cfg', 'dut.cfg', 'sink.cfg']);
  for (const line of players.lines) console.log(line);
  return await conduct(path.join(EXAMPLE, 'quickstart.cfg'), RESULTS);
}

try {
  process.exitCode = await quickstart();
} catch (error) {
  console.error(`quick start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
