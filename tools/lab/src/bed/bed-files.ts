import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PHASES, type Phase } from '@conductor/types';

/** The steps of a player, by phase: lines of its file, as `step1: true`. A phase that is absent is empty. */
export type PlayerSteps = { readonly [P in Phase]?: readonly string[] };

/** An address and a port. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** A player as its file has it. */
export interface PlayerFile {
  readonly name: string;
  /** Where the conductor dials it. */
  readonly dialled: Address;
  readonly steps: PlayerSteps;
}

/** Keys of `[Test]` and what they say. */
export type TestSettings = Readonly<Record<string, string | number>>;

/** The path of a player's file in a folder. */
export function playerFileOf(folder: string, name: string): string {
  return join(folder, `${name}.cfg`);
}

/** Writes one test into a folder, and returns the path of the test file. */
export function writeTest(folder: string, players: readonly PlayerFile[], settings: TestSettings): string {
  for (const player of players) writeFileSync(playerFileOf(folder, player.name), playerText(player));
  const path = join(folder, 'test.cfg');
  const keys = Object.entries(settings).map(([key, value]) => `${key}: ${value}`);
  const names = players.map(({ name }) => `${name}: ${name}.cfg`);
  writeFileSync(path, ['[Test]', ...keys, '[Players]', ...names, ''].join('\n'));
  return path;
}

function playerText({ dialled, steps }: PlayerFile): string {
  const phases = PHASES.flatMap((phase) => [`[${phase[0]?.toUpperCase()}${phase.slice(1)}]`, ...(steps[phase] ?? [])]);
  return ['[Coordinator]', `player: ${dialled.host}`, `cmdport: ${dialled.port}`, ...phases, ''].join('\n');
}
