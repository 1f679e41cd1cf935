import type { CourseEffect, CourseMachine } from '@conductor/conductor';
import type { Session, SessionEffect, SessionEvent } from '@conductor/player/session';
import type { PlayerStart } from '@conductor/types';
import { type Machines, PRODUCT } from '../src/machines.ts';

type NextSession = Machines['nextSession'];

/** The product with a session that is wrong in one way. */
function session(wrong: NextSession): Machines {
  return { ...PRODUCT, nextSession: wrong };
}

/** The product with a conductor whose effects come out wrong. */
function course(wrong: (effects: CourseEffect[]) => CourseEffect[]): Machines {
  return machine((right) => ({ ...right, advance: (event, nowMs) => wrong(right.advance(event, nowMs)) }));
}

function machine(wrong: (right: CourseMachine) => CourseMachine): Machines {
  return { ...PRODUCT, course: (plan) => wrong(PRODUCT.course(plan)) };
}

/** What the right session does, changed afterwards. */
function after(
  change: (
    session: Session,
    effects: readonly SessionEffect[],
    event: SessionEvent,
  ) => Partial<ReturnType<NextSession>>,
) {
  return session((before, event, now) => {
    const right = PRODUCT.nextSession(before, event, now);
    return { ...right, ...change(right.session, right.effects, event) };
  });
}

/** Machines that are wrong in one way each, and the law that each breaks. */
export const MUTANTS: readonly (readonly [what: string, law: string, machines: Machines])[] = [
  [
    'a session that forgets the debt when it is stopped',
    '1 Reset is owed and paid',
    after(({ trial, ...rest }) =>
      trial?.stopped && trial.debt === 'owed' ? { session: { ...rest, trial: { ...trial, debt: 'none' } } } : {},
    ),
  ],
  [
    'a session for which no lease ever ends',
    '1 Reset is owed and paid',
    session((before, event, now) => {
      const { holder } = before;
      const fresh = holder ? { ...before, holder: { ...holder, heardNs: now.monotonicNs } } : before;
      return PRODUCT.nextSession(fresh, event, now);
    }),
  ],
  [
    'a session that begins its phase anew when the host was rebooted',
    '3 at most once',
    {
      ...PRODUCT,
      returnedSession: (returned, now) => {
        const { trial, ...rest } = PRODUCT.returnedSession(returned, now);
        return { ...rest, trial: trial?.phase ? { ...trial, phase: { ...trial.phase, next: 0 } } : trial };
      },
    },
  ],
  [
    'a session that leaves the spawns of Startup alive',
    '2 nothing is left behind',
    after((_, effects) => ({
      effects: effects.map((effect) =>
        effect.kind === 'settle-phase' && effect.phase === 'reset' ? { ...effect, over: ['reset'] } : effect,
      ),
    })),
  ],
  [
    'a session that opens a gate twice',
    '3 at most once',
    after((_, effects) => ({
      effects: effects.flatMap((effect): SessionEffect[] =>
        effect.kind === 'open-gate' ? [effect, effect] : [effect],
      ),
    })),
  ],
  [
    'a session that says that it has stopped, and goes on',
    '3 at most once',
    session((before, event, now) => {
      if (event.kind !== 'command' || event.request.command.kind !== 'stop-trial' || before.trial?.ending) {
        return PRODUCT.nextSession(before, event, now);
      }
      return { session: before, effects: [{ kind: 'reply', call: event.call, reply: { kind: 'trial-stopped' } }] };
    }),
  ],
  [
    'a session that goes on with Run for whoever takes the run over',
    '3 at most once',
    session((before, event, now) => {
      const right = PRODUCT.nextSession(before, event, now);
      const epoch = before.holder?.run.epoch ?? 0;
      const isTaken = epoch > 0 && (right.session.holder?.run.epoch ?? 0) > epoch;
      return isTaken ? { session: { ...right.session, trial: before.trial }, effects: [] } : right;
    }),
  ],
  [
    'a session that writes down every end as a good one',
    '4 results are true',
    after((_, effects) => ({
      effects: effects.map((effect) =>
        effect.kind === 'journal' && effect.entry.kind === 'step-ended'
          ? { ...effect, entry: { ...effect.entry, outcome: { kind: 'exited', code: 0 } } }
          : effect,
      ),
    })),
  ],
  [
    'a conductor that hears one Ctrl-C only',
    '5 interruptions end it',
    machine((right) => {
      let isInterrupted = false;
      return {
        ...right,
        advance: (event, nowMs) => {
          const isAgain = event.kind === 'interrupted' && isInterrupted;
          isInterrupted ||= event.kind === 'interrupted';
          return right.advance(isAgain ? { kind: 'tick' } : event, nowMs);
        },
      };
    }),
  ],
  [
    'a conductor that never looks at the clock',
    '5 nobody hangs',
    machine((right) => ({ ...right, wakeAtMs: () => null })),
  ],
  [
    'a session that does not wait at a sync',
    '7 syncs hold',
    session((before, event, now) => {
      const right = PRODUCT.nextSession(before, event, now);
      const { phase } = right.session.trial ?? {};
      const isThere = right.effects.some((effect) => effect.kind === 'reply' && effect.reply.kind === 'sync-reached');
      if (!isThere || !phase || phase.current === null) return right;
      const step = { phase: phase.phase, index: phase.current + 1, attempt: 1 };
      const end = { kind: 'step-ended', step, outcome: { kind: 'synced' }, durationMs: 0 } as const;
      const { session: later, effects } = PRODUCT.nextSession(right.session, end, now);
      return { session: later, effects: [...right.effects, ...effects] };
    }),
  ],
  [
    'a conductor that never says that all have come to a sync',
    '5 nobody hangs',
    course((effects) => effects.filter((effect) => effect.kind !== 'send' || effect.command.kind !== 'settle-sync')),
  ],
  [
    'a session that lets anybody in',
    '8 one holder',
    session((before, event, now) => {
      const isClaim = event.kind === 'command' && event.request.command.kind === 'claim-player';
      const isOther = isClaim && before.holder !== null && before.holder.run.runId !== event.request.run.runId;
      return PRODUCT.nextSession(isOther ? { ...before, holder: null } : before, event, now);
    }),
  ],
  [
    'a conductor that starts a phase twice',
    '5, 6 exit codes tell the truth',
    course((effects) =>
      effects.flatMap((effect) =>
        effect.kind === 'send' && effect.command.kind === 'start-phase' ? [effect, effect] : [effect],
      ),
    ),
  ],
  [
    'a conductor that believes every Reset and keeps silent about the lost',
    '5, 6 exit codes tell the truth',
    course((effects) =>
      effects.flatMap((effect): CourseEffect[] => {
        if (effect.kind !== 'record') return [effect];
        const { event } = effect;
        if (event.kind === 'player-lost') return [];
        return event.kind === 'reset-settled' ? [{ ...effect, event: { ...event, state: 'paid' } }] : [effect];
      }),
    ),
  ],
  [
    'a session that starts whenever it is told to',
    '7 alignment',
    session((before, event, now) => {
      if (event.kind !== 'command' || event.request.command.kind !== 'start-phase') {
        return PRODUCT.nextSession(before, event, now);
      }
      const right = PRODUCT.nextSession(before, event, now);
      const early = right.effects.find((effect) => effect.kind === 'await-start');
      if (!early) return right;
      const started = PRODUCT.nextSession(right.session, { kind: 'start-due', phase: early.phase }, now);
      return { ...started, effects: [...right.effects, ...started.effects] };
    }),
  ],
  [
    'a session that starts however late it is',
    '7 alignment',
    session((before, event, now) => {
      const at = before.trial?.phase?.at;
      const isDue = event.kind === 'start-due' && at;
      return PRODUCT.nextSession(before, event, isDue ? { ...now, monotonicNs: at.startNs } : now);
    }),
  ],
  [
    'a conductor that takes the first exchange for the truth',
    '7 alignment',
    course((effects) =>
      effects.map((effect) =>
        effect.kind === 'record' && effect.event.kind === 'players-started'
          ? { ...effect, event: { ...effect.event, starts: effect.event.starts.map(certain) } }
          : effect,
      ),
    ),
  ],
];

function certain(start: PlayerStart): PlayerStart {
  return { ...start, uncertaintyMs: 0 };
}
