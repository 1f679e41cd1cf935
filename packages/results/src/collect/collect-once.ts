import type { ResultsConnection } from '@conductor/protocol';
import { ConductorError } from '@conductor/types';
import { itemsUntilAborted } from '../storage/items-until-aborted.ts';
import { acknowledgeGroups, acknowledgeNow, follow } from './acknowledge.ts';
import { Bell } from './bell.ts';
import type { Collection } from './collection.ts';
import { type Taken, TrialIntake } from './trial-intake.ts';

/**
 * One conversation: tells the player what is held, takes what comes, and acknowledges what is durable, until the trial is over or
 * bytes must be had again.
 */
export async function collectOnce(
  connection: ResultsConnection,
  collection: Collection,
  signal: AbortSignal,
): Promise<'trial-over' | 'again'> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  await using intake = new TrialIntake(collection, either);
  await follow(intake, connection, either);
  const bell = new Bell();
  const acknowledging = acknowledgeGroups(intake, connection, bell, either).catch((error) => stop.abort(error));
  try {
    const end = await takeFrames(connection, intake, bell, either);
    if (end === 'trial-over') {
      tellUnended(intake);
      await acknowledgeNow(intake, connection, either);
    }
    return end;
  } finally {
    stop.abort(new ConductorError('interrupted', 'the conversation is over'));
    await acknowledging;
  }
}

/** A player that says the trial is over has said the end of every output; where it did not, that is a problem. */
function tellUnended({ collection, outputs }: TrialIntake): void {
  const { directory, player } = collection;
  const unended = Array.from(outputs.unfinished());
  for (const event of unended) directory.append(event);
  if (unended.length === 0) return;
  const text = `the trial is over, and the end of ${unended.length} of its outputs never came; what came is kept`;
  directory.append({ kind: 'problem', player: player.name, text });
}

async function takeFrames(
  connection: ResultsConnection,
  intake: TrialIntake,
  bell: Bell,
  signal: AbortSignal,
): Promise<'trial-over' | 'again'> {
  for await (const frame of itemsUntilAborted(connection.frames, signal)) {
    if (frame.kind === 'trial-end') return 'trial-over';
    const taken: Taken = await intake.take(frame);
    if (taken === 'again') return 'again';
    bell.ring();
  }
  throw new ConductorError(
    'lost',
    `player "${intake.collection.player.name}" ended its results before the trial was over`,
  );
}
