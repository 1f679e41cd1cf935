import { isGivenUp, lineSearch } from './line-search.ts';
import type { Look, Probe } from './look.ts';
import { WatchedOutput } from './watched-output.ts';

/** So much of the last line is told. */
const TOLD_CHARACTERS = 200;

/** The C library keeps lines back until there are some KiB of them, but on a terminal, where people try a command first. */
const KEPT_BACK =
  '; many programs keep lines back while they write to a file: try iperf3 --forceflush, python3 -u or stdbuf -oL';

/** A spawn whose outputs are watched. */
export interface WatchedSpawn {
  /** For messages: `spawn1`. */
  readonly key: string;
  /** The files of its outputs. */
  readonly paths: readonly string[];
  /** How it ended, in words; `null` while it lives. */
  readonly ended: () => string | null;
}

/** Whether a line of a spawn's outputs, from their beginning, has a pattern in it. */
export function logProbe(spawn: WatchedSpawn, pattern: RegExp): Probe {
  const outputs = spawn.paths.map((path) => new WatchedOutput(path));
  const search = lineSearch(pattern);
  return {
    async look(_withinMs, signal): Promise<Look> {
      // Asked before it is read: what it wrote before its end is read to the last line.
      const ended = spawn.ended();
      const isFound = await findIn(outputs, search, ended !== null, signal);
      if (isFound === null) return { kind: 'never', reason: 'to look for this pattern in one line takes too long' };
      if (isFound) return { kind: 'holds' };
      const words = lastWords(spawn, outputs);
      if (ended !== null) return { kind: 'never', reason: `${spawn.key} ended: ${ended}; ${words ?? silence(spawn)}` };
      return { kind: 'not-yet', answer: words ?? `${silence(spawn)}${KEPT_BACK}` };
    },
    async [Symbol.asyncDispose]() {
      for (const output of outputs) await output[Symbol.asyncDispose]();
    },
  };
}

/** `null` when the search was given up. */
async function findIn(
  outputs: readonly WatchedOutput[],
  search: (lines: readonly string[]) => boolean,
  isOver: boolean,
  signal: AbortSignal,
): Promise<boolean | null> {
  try {
    for (const output of outputs) {
      for await (const lines of output.lines(isOver, signal)) if (search(lines)) return true;
    }
    return false;
  } catch (error) {
    if (isGivenUp(error)) return null;
    throw error;
  }
}

function silence({ key }: WatchedSpawn): string {
  return `${key} wrote nothing`;
}

/** What it said last on the channel for errors, else on the other; `null` where that is nothing. */
function lastWords({ key }: WatchedSpawn, outputs: readonly WatchedOutput[]): string | null {
  const last = outputs.findLast((output) => output.last !== '')?.last ?? '';
  if (last === '') return null;
  return `last line of ${key}: "${last.length > TOLD_CHARACTERS ? `${last.slice(0, TOLD_CHARACTERS)}…` : last}"`;
}
