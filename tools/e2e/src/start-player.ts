import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { execa } from 'execa';

/** More than a loaded machine needs; reached only when something is wrong. */
const START_DEADLINE_MS = 60_000;

/** A `player` to start. */
export interface PlayerStart {
  /** The path of the program. */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A running player; disposing it ends it with SIGTERM and waits until it has gone. */
export interface RunningPlayer extends AsyncDisposable {
  /** The first line it printed: that it listens, and where. */
  readonly line: string;
  readonly pid: number;
}

/** Starts a player and waits until it says that it listens; throws with what it said instead. */
export async function startPlayer({ program, args, cwd, env = {} }: PlayerStart): Promise<RunningPlayer> {
  const player = execa(program, args, { cwd, env, stdin: 'ignore', reject: false, forceKillAfterDelay: 10_000 });
  const end = async () => {
    player.kill('SIGTERM');
    await player;
  };
  const ended = player.then(({ shortMessage, stderr }) => {
    throw new Error(`the player did not start: ${shortMessage ?? 'it ended'}\n${stderr}`);
  });
  try {
    const lines = once(createInterface({ input: player.stdout }), 'line', {
      signal: AbortSignal.timeout(START_DEADLINE_MS),
    });
    const [line] = await Promise.race([lines, ended]);
    return { line: String(line), pid: player.pid ?? 0, [Symbol.asyncDispose]: end };
  } catch (error) {
    await end();
    throw error;
  } finally {
    // From here on its end is what `end` waits for, and no error.
    ended.catch(() => undefined);
  }
}
