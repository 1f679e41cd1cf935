import { type Clock, elapsedMs } from '@conductor/types';
import type { CourseEnding } from '../course/course-effect.ts';
import type { CourseEvent } from '../course/course-event.ts';
import type { CourseMachine } from '../course/course-machine.ts';
import type { Crew } from './crew.ts';
import type { Mailbox } from './mailbox.ts';

const TICK: CourseEvent = { kind: 'tick' };

/** Lives the course of a run: takes each event to the machine and its effects to the crew, until the course ends. */
export async function performCourse(
  machine: CourseMachine,
  crew: Crew,
  mailbox: Mailbox<CourseEvent>,
  { clock, beganNs }: { readonly clock: Clock; readonly beganNs: bigint },
): Promise<CourseEnding> {
  const nowMs = () => elapsedMs(beganNs, clock.monotonicNs());
  for (let events: readonly CourseEvent[] = []; ; ) {
    const lookMs = nowMs();
    for (const event of events.slice(0, -1)) machine.note(event, lookMs);
    for (const effect of machine.advance(events.at(-1) ?? TICK, lookMs)) {
      if (effect.kind === 'end') return effect.ending;
      crew.perform(effect);
    }
    const wakeAtMs = machine.wakeAtMs() ?? Number.POSITIVE_INFINITY;
    events = await mailbox.take(wakeAtMs - nowMs());
  }
}
