import { missing } from '../course/barrier.ts';
import { type Course, heldPlayers } from '../course/course.ts';
import { type Plot, until } from '../course/plot.ts';
import { obstacleOf } from '../course/stop.ts';
import { putFiles } from './put-files.ts';

/**
 * Every player holds the files that its steps put before any trial is loaded: no step waits for the network, and what cannot be
 * brought there is known before anything was begun. Who makes no progress is told as failed: no bound of its own is needed.
 */
export function* deliverAll(course: Course): Plot {
  const players = heldPlayers(course).filter(({ plan }) => putFiles(course.plan, plan.name).length > 0);
  for (const { plan } of players) course.effects.push({ kind: 'deliver-files', player: plan.name });
  const waiting = () => missing(players, 'files-held');
  yield* until(course, () => obstacleOf(course) !== null || waiting().length === 0, null);
  for (const { plan } of waiting()) course.effects.push({ kind: 'abandon-delivery', player: plan.name });
}
