import type { CollectorFrame, ResultsConnection } from '@conductor/protocol';
import { ConductorError, untilAborted } from '@conductor/types';
import { pause } from '../storage/pause.ts';
import type { Bell } from './bell.ts';
import { type Acknowledge, settleBatch } from './settle-batch.ts';
import type { TrialIntake } from './trial-intake.ts';

/** Between two groups: what comes meanwhile shares one sync. The first bytes after a silence do not wait, nor does very much. */
const GROUP_MS = 25;
/**
 * While so little comes, it is words of the journal that a phase waits for, and no flood: then the next group waits no longer
 * than this one took.
 */
const FLOOD_BYTES = 256 * 1024;

/** Settles and acknowledges what comes in, group by group, whenever the bell rings. Ends by the signal. */
export async function acknowledgeGroups(
  intake: TrialIntake,
  connection: ResultsConnection,
  bell: Bell,
  signal: AbortSignal,
): Promise<never> {
  for (let before = 0; ; ) {
    await bell.rung(signal);
    const beganMs = performance.now();
    const isFlood = intake.takenBytes - before > FLOOD_BYTES;
    before = intake.takenBytes;
    await acknowledgeNow(intake, connection, signal);
    if (!intake.isFull) await pause(isFlood ? GROUP_MS : Math.min(GROUP_MS, performance.now() - beganMs), signal);
  }
}

/** Settles and acknowledges everything that came in so far. */
export async function acknowledgeNow(
  intake: TrialIntake,
  connection: ResultsConnection,
  signal: AbortSignal,
): Promise<void> {
  await intake.speaking(async () => {
    const settled = await settle(intake);
    if (settled !== null) await say(settled, intake, connection, signal);
  });
}

/** Tells the player what is held, durably, and asks for the rest. */
export async function follow(intake: TrialIntake, connection: ResultsConnection, signal: AbortSignal): Promise<void> {
  const { run, trial } = intake.collection;
  const positions = await intake.resume();
  const settled = await settle(intake);
  await say({ kind: 'follow', run, trial, positions }, intake, connection, signal);
  if (settled !== null) await say(settled, intake, connection, signal);
}

function settle(intake: TrialIntake): Promise<Acknowledge | null> {
  return intake.shared.alone(async () => {
    const batch = intake.nextBatch();
    return batch === null ? null : settleBatch(intake, batch);
  });
}

/** Whatever a player ends its side for: who cannot be told has not heard, and must be called again. */
async function say(
  frame: CollectorFrame,
  intake: TrialIntake,
  connection: ResultsConnection,
  signal: AbortSignal,
): Promise<void> {
  try {
    await untilAborted(connection.send(frame), signal);
  } catch (error) {
    signal.throwIfAborted();
    const { name } = intake.collection.player;
    throw new ConductorError('lost', `player "${name}" ended its results before they were acknowledged`, {
      cause: error,
    });
  }
}
