import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';

/** The least that this machine needs: programs to compare with. */
export interface Floor {
  /** What it is written in. */
  readonly language: 'C' | 'sh';
  /** The path of the program; `floor.c` says what it understands. */
  readonly program: string;
  /** How long it takes to start so many shells with a command as fast as can be, until all have ended, in milliseconds. */
  readonly spawnShells: (count: number, command: string) => Promise<number>;
}

const SOURCES = import.meta.dirname;

/** Compiles the floor into a folder; where there is no C compiler, its sister in sh does. */
export async function openFloor(
  folder: string,
  env: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Floor> {
  mkdirSync(folder);
  const language = (await compiled(folder, signal)) ? 'C' : 'sh';
  const program = join(folder, 'floor');
  if (language === 'sh') copyFileSync(join(SOURCES, 'floor.sh'), program);
  return {
    language,
    program,
    spawnShells: async (count, command) => {
      const { stdout } = await execa(program, ['spawn', String(count), command], { env, cancelSignal: signal });
      return Number(stdout) / 1e6;
    },
  };
}

async function compiled(folder: string, signal: AbortSignal): Promise<boolean> {
  const args = ['-O2', '-o', join(folder, 'floor'), join(SOURCES, 'floor.c')];
  const compiler = await execa('cc', args, { reject: false, cancelSignal: signal });
  if (compiler.code === 'ENOENT') return false;
  if (compiler.failed) throw new Error(`cc does not compile the floor: ${compiler.stderr}`);
  return true;
}
