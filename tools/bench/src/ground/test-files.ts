import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PHASES, type Phase } from '@conductor/types';
import type { FleetPlayer } from './fleet.ts';

/** The lines of the phases of a player: `{ run: ['step1: true'] }`. */
export type Phases = { readonly [P in Phase]?: readonly string[] };

/** A test to write. */
export interface TestFiles {
  readonly players: readonly Pick<FleetPlayer, 'name' | 'host' | 'port'>[];
  readonly phases: Phases | ((name: string) => Phases);
  /** Lines of `[Test]`. */
  readonly settings?: readonly string[];
}

/** Writes a test with its player files into a folder, and returns the path of the test file. */
export function writeTest(folder: string, { players, phases, settings = [] }: TestFiles): string {
  for (const { name, host, port } of players) {
    const own = typeof phases === 'function' ? phases(name) : phases;
    const sections = PHASES.flatMap((phase) => [`[${capital(phase)}]`, ...(own[phase] ?? [])]);
    const lines = ['[Coordinator]', `player: ${host}`, `cmdport: ${port}`, ...sections];
    writeFileSync(join(folder, `${name}.cfg`), `${lines.join('\n')}\n`);
  }
  const test = join(folder, 'test.cfg');
  const lines = ['[Test]', ...settings, '[Players]', ...players.map(({ name }) => `${name}: ${name}.cfg`)];
  writeFileSync(test, `${lines.join('\n')}\n`);
  return test;
}

/** The same line in each of the four phases. */
export function inEachPhase(line: string): Phases {
  return Object.fromEntries(PHASES.map((phase) => [phase, [line]]));
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
