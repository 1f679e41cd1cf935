import * as v from 'valibot';

const text = v.string();
const amount = v.pipe(v.number(), v.finite());

/** A player's monotonic clock, held against the conductor's. */
export const playerClock = v.object({
  offsetMs: amount,
  uncertaintyMs: amount,
  driftPpm: v.nullable(amount),
  roundTripMs: amount,
  epochNs: v.pipe(text, v.regex(/^-?\d{1,20}$/)),
});

/** When players started a phase. */
export const starts = v.array(
  v.object({
    player: text,
    time: text,
    lateMs: v.nullable(amount),
    uncertaintyMs: amount,
    clock: playerClock,
  }),
);
