import { codeOfEnded, type Deed } from '@conductor/conductor';
import type { Cast } from './cast.ts';
import { knock } from './conductor/knock.ts';
import type { Machines } from './machines.ts';
import { planOf } from './scenario/plan-of.ts';
import type { Scenario } from './scenario/scenario.ts';
import type { World } from './world.ts';

/** How long a living conductor may need to let its run directory go; as the product has it. */
const LETTING_GO_MS = 15_000;
/** How often the lock of the directory is looked at. */
const LOOK_MS = 100;

/** Where a run is taken over, and with what. */
export interface TakingGround {
  readonly world: World;
  readonly scenario: Scenario;
  readonly machines: Machines;
  readonly cast: Cast;
}

/** Somebody takes the run over from another terminal: from a conductor that is dead, or that is told by its players. */
export function takeOver(deed: Deed, ground: TakingGround): void {
  const { cast, world } = ground;
  const epoch = cast.conductor.run.epoch + 1;
  if (!cast.conductor.isAlive) {
    begin(deed, epoch, ground);
    return;
  }
  cast.awaited += 1;
  const old = cast.conductor;
  const hangUp = knock(world, cast, { runId: old.run.runId, epoch });
  const look = (leftMs: number) => {
    if (old.isAlive && leftMs > 0) {
      world.timeline.after(LOOK_MS, () => look(leftMs - LOOK_MS));
      return;
    }
    hangUp();
    cast.awaited -= 1;
    // Somebody else may have been faster.
    if (!old.isAlive && cast.conductor === old) begin(deed, epoch + 1, ground);
  };
  look(LETTING_GO_MS);
}

function begin(deed: Deed, epoch: number, { world, scenario, machines, cast }: TakingGround): void {
  const { record } = cast;
  const history = record.history();
  const { runId } = history;
  record.append({ kind: 'run-taken-over', epoch, who: 'bob@lab', deed });
  const plan = planOf(scenario, [...cast.players.keys()], world);
  const trials = history.trials.map(({ trial }) => trial);
  cast.takeOver({
    name: `${runId}.${epoch}`,
    run: { runId, epoch },
    machine: machines.ending({ ...plan, trials }, { deed, history }),
    codeOf: (ending, result) => codeOfEnded(ending, result, history),
  });
}
