import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { PROGRAMS } from './programs.ts';

/** Longer than any player needs; only reached when something is wrong with the machine. */
const START_DEADLINE_MS = 15_000;

/** Players that run; disposing them ends them in order: they stop, reset what they owe, and leave. */
export interface RunningPlayers extends AsyncDisposable {
  /** What each said when it was ready. */
  readonly lines: readonly string[];
}

/** Starts one player per file, in `folder`, and resolves when all listen. */
export async function startPlayers(folder: string, files: readonly string[]): Promise<RunningPlayers> {
  const players = files.map((file) => startPlayer(folder, file));
  const end = async () => {
    for (const player of players) player.kill('SIGTERM');
    await Promise.all(players);
  };
  try {
    const lines = await Promise.all(players.map((player, at) => firstLine(player, files[at] ?? '')));
    return { lines, [Symbol.asyncDispose]: end };
  } catch (error) {
    await end();
    throw error;
  }
}

function startPlayer(folder: string, file: string) {
  // In a session of its own: Ctrl-C is for the conductor, and players must live until it has reset them.
  return execa(process.execPath, [PROGRAMS.player, file], {
    cwd: folder,
    stdin: 'ignore',
    reject: false,
    detached: true,
    cleanup: true,
  });
}

/** The line that says where the player listens, or an error with all that it said instead. */
async function firstLine(player: ReturnType<typeof startPlayer>, file: string): Promise<string> {
  const lines = createInterface({ input: player.stdout });
  const line = once(lines, 'line', { signal: AbortSignal.timeout(START_DEADLINE_MS) }).then(String);
  const ended = player.then(({ stderr, exitCode }) => {
    throw new Error(`the player of ${file} did not start (exit code ${exitCode}): ${stderr || 'it said nothing'}`);
  });
  return Promise.race([line, ended]);
}
