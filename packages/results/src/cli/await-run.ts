import { dialResults, type LabAccess } from '@conductor/protocol';
import { ConductorError, type ErrorCode, type PlayerCondition, type PlayerPlan } from '@conductor/types';
import { pause } from '../storage/pause.ts';
import { writerName } from '../storage/writer-name.ts';
import { Patience } from './patience.ts';
import type { Wishes } from './read-command-line.ts';

/** Between two looks at the players, in milliseconds. */
const LOOK_AGAIN_MS = 500;

/** Of more runs than these, a player names the newest. */
const NAMED_RUNS = 5;

/** A run that somebody must be at, before there is anything to collect. */
export interface AwaitedRun {
  readonly players: readonly PlayerPlan[];
  readonly wishes: Wishes;
  readonly version: string;
  readonly lab: LabAccess;
  readonly say: (line: string) => void;
}

/**
 * Waits until one of the players holds the run or keeps results of it, so that nothing is made for a run that nobody knows. After
 * `--wait-players` a ConductorError says of each player why not, and which runs it keeps.
 */
export async function awaitRun(awaited: AwaitedRun, signal: AbortSignal): Promise<void> {
  const { players, wishes, say } = awaited;
  const patience = new Patience(`run ${wishes.runId}`, wishes.waitPlayersMs, say);
  for (;;) {
    const obstacles = await Promise.all(players.map((player) => look(player, awaited, signal)));
    if (obstacles.includes(null)) return;
    const sentences = obstacles.flatMap((obstacle) => (obstacle === null ? [] : [obstacle.message]));
    const spent = patience.spend(new ConductorError(codeOf(obstacles), sentences.join('; ')));
    if (spent !== null) throw spent;
    await pause(LOOK_AGAIN_MS, signal);
  }
}

/** Who does not trust us, or is not who it must be, weighs more than who has nothing of the run. */
function codeOf(obstacles: readonly (ConductorError | null)[]): ErrorCode {
  if (obstacles.some((obstacle) => obstacle?.code === 'identity')) return 'identity';
  return obstacles.every((obstacle) => obstacle?.code === 'unreachable') ? 'unreachable' : 'fenced';
}

/** Greets a player and hangs up; `null` when it has the run, else why there is nothing of it. */
async function look(player: PlayerPlan, awaited: AwaitedRun, signal: AbortSignal): Promise<ConductorError | null> {
  const { wishes, version, lab } = awaited;
  const { name, address: host, port } = player;
  const options = { self: writerName(), version, insecureNetwork: wishes.insecureNetwork, lab };
  try {
    await using connection = await dialResults({ name, host, port }, options, signal);
    const { condition } = connection;
    return hasRun(condition, wishes.runId) ? null : new ConductorError('fenced', absenceText(name, condition));
  } catch (thrown) {
    signal.throwIfAborted();
    return ConductorError.from(thrown, 'unreachable', `player "${name}"`);
  }
}

function hasRun({ holder, kept }: PlayerCondition, runId: string): boolean {
  return holder?.runId === runId || kept.some((run) => run.runId === runId);
}

function absenceText(name: string, { kept }: PlayerCondition): string {
  const nothing = `player "${name}" has nothing of this run`;
  if (kept.length === 0) return `${nothing}, and keeps no other`;
  const named = kept.slice(-NAMED_RUNS).map(({ runId }) => runId);
  const more = kept.length > named.length ? ` and ${kept.length - named.length} older` : '';
  return `${nothing}; it keeps ${named.join(', ')}${more}`;
}
