import type { Dice } from './dice.ts';
import type { Scenario } from './scenario.ts';
import type { Blow, Stroke, When } from './stroke.ts';

/** Draws what goes wrong: each stroke at an instant, or at a word of a control conversation. */
export function drawStrokes(dice: Dice, scenario: Scenario, count: number): readonly Stroke[] {
  const spanMs = spanOf(scenario);
  const words = 24 * scenario.players.length * scenario.trials;
  const when = (): When =>
    dice.chance(0.5)
      ? { kind: 'ms', atMs: dice.whole(0, spanMs) }
      : { kind: 'word', count: dice.whole(1, Math.max(2, dice.chance(0.5) ? words : words / 3)) };
  const strokes = Array.from({ length: count }, (): Stroke => ({ when: when(), ...drawBlow(dice, scenario) }));
  return strokes.flatMap((stroke) =>
    stroke.kind === 'kill-conductor' ? [stroke, ...drawSuccessor(dice, stroke)] : [stroke],
  );
}

/** Whose conductor was killed often goes on from another terminal. */
function drawSuccessor(dice: Dice, { when }: Stroke): readonly Stroke[] {
  if (when.kind !== 'ms' || dice.chance(0.3)) return [];
  const deed = dice.pick(['resume', 'abort', 'reset'] as const);
  return [{ when: { kind: 'ms', atMs: when.atMs + dice.whole(1, 20_000) }, kind: 'take-over', deed }];
}

const KINDS: Readonly<Record<Blow['kind'], number>> = {
  cut: 6,
  'reset-connections': 3,
  echo: 2,
  'stop-player': 4,
  'stop-conductor': 4,
  'kill-conductor': 2,
  'kill-player': 4,
  'end-player': 1,
  interrupt: 5,
  'fill-player-disk': 2,
  'fill-conductor-disk': 1,
  'take-over': 3,
  'set-clock': 1,
  'break-conductor': 1,
};

function drawBlow(dice: Dice, { players, settings }: Scenario): Blow {
  const player = dice.pick(players).name;
  const { leaseMs } = settings;
  const spanMs = () =>
    dice.weighted([dice.whole(10, 900), dice.whole(10, leaseMs), dice.whole(leaseMs, 3 * leaseMs)], [2, 2, 2]);
  const kind = dice.weighted(Object.keys(KINDS) as Blow['kind'][], Object.values(KINDS));
  switch (kind) {
    case 'cut':
      return {
        kind,
        player,
        ways: dice.pick(['there', 'back', 'both', 'both']),
        forMs: dice.chance(0.15) ? null : spanMs(),
      };
    case 'reset-connections':
      return { kind, player };
    case 'echo':
      return { kind, player, forMs: spanMs() };
    case 'stop-player':
      return { kind, player, forMs: spanMs() };
    case 'stop-conductor':
      return { kind, forMs: spanMs() };
    case 'kill-player':
      return {
        kind,
        player,
        takes: dice.weighted(['player', 'guardian', 'host'], [3, 1, 1]),
        restartAfterMs: dice.whole(1, 5_000),
      };
    case 'end-player':
      return { kind, player };
    case 'interrupt':
      return {
        kind,
        signal: dice.weighted(['SIGINT', 'SIGTERM', 'SIGHUP'], [6, 1, 1]),
        times: dice.weighted([1, 2, 3], [4, 2, 1]),
        everyMs: dice.whole(1, 3_000),
      };
    case 'fill-player-disk':
      return { kind, player, forMs: dice.chance(0.3) ? null : spanMs() };
    case 'fill-conductor-disk':
      return { kind, forMs: dice.chance(0.3) ? null : spanMs() };
    case 'take-over':
      return { kind, deed: dice.pick(['resume', 'abort', 'reset']) };
    case 'set-clock':
      return { kind, player, byMs: dice.pick([-7_200_000, -1_000, 1_000, 7_200_000]) };
    case 'kill-conductor':
    case 'break-conductor':
      return { kind };
    default:
      return kind satisfies never;
  }
}

/** About how long the run takes when nothing goes wrong: strokes that come later hit nothing. */
function spanOf({ players, phases, trials }: Scenario): number {
  const each = phases.map((phase) =>
    Math.max(
      ...players.map((player) =>
        player.phases[phase].reduce(
          (sum, { kind, lastsMs, limitMs }) =>
            sum +
            (kind === 'spawn'
              ? 20
              : Math.min(lastsMs ?? limitMs, kind === 'timeout' ? limitMs : Number.POSITIVE_INFINITY)),
          150,
        ),
      ),
    ),
  );
  return Math.ceil(1.2 * trials * each.reduce((sum, ms) => sum + ms, 0)) + 500;
}
