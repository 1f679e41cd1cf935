import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';

const SOURCE = join(import.meta.dirname, 'clock-shim.c');

/** A wall clock that jumps, for the processes that are started with its environment. Disposing it removes its files. */
export interface WallClock extends AsyncDisposable {
  /** To be added to the environment of a process; children that inherit it have the same clock. */
  readonly env: Readonly<Record<string, string>>;
  /** Moves it by so many milliseconds, forward or back, for all of them at once. Monotonic clocks stay as they are. */
  jump(byMs: number): Promise<void>;
}

/** Why no clock can be moved here, as the reason of a skipped test; `null` when one can. */
export function whyNoWallClock(): string | null {
  if (process.platform !== 'linux') return 'clocks are moved by a library for Linux';
  return execaSync('cc', ['--version'], { reject: false }).failed ? 'no C compiler (cc) on this machine' : null;
}

/** Compiles the library that moves clocks, and sets it to the true time. */
export async function createWallClock(): Promise<WallClock> {
  const folder = mkdtempSync(join(tmpdir(), 'conductor-lab-clock-'));
  const library = join(folder, 'clock-shim.so');
  const offsetFile = join(folder, 'offset');
  try {
    await execa('cc', ['-shared', '-fPIC', '-O2', '-Wall', '-Werror', '-o', library, SOURCE, '-ldl']);
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  writeFileSync(offsetFile, int64(0n));
  let offsetMs = 0;
  return {
    env: { LD_PRELOAD: library, CONDUCTOR_LAB_CLOCK: offsetFile },
    jump: async (byMs) => {
      offsetMs += byMs;
      // In place and in one write: the file is mapped by its readers.
      await using file = await open(offsetFile, 'r+');
      await file.write(int64(BigInt(Math.round(offsetMs * 1e6))), 0, 8, 0);
    },
    [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true }),
  };
}

function int64(value: bigint): Uint8Array {
  return new Uint8Array(BigInt64Array.of(value).buffer);
}
