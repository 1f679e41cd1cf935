import type { Phase, PhaseSteps, PlayerPlan, Settings } from '@conductor/types';
import type { Findings } from './diagnostics/findings.ts';
import type { MatrixCase } from './matrix/matrix.ts';
import { type Measurements, readMeasurements } from './metrics/read-measurements.ts';
import type { ReadEndpoint } from './player-file/read-endpoint.ts';
import { readState } from './player-file/read-state.ts';
import type { Surroundings } from './read-section.ts';
import type { ReadPlayer } from './rules/read-test.ts';
import { type ReadPhases, readPhases } from './steps/read-phases.ts';
import { withMaxFetch } from './steps/with-max-fetch.ts';
import { withPutBack } from './steps/with-put-back.ts';
import type { PlayerReference } from './test-file/read-references.ts';
import type { ReadTestFile } from './test-file/read-test-file.ts';
import { expansionBudget } from './variables/expander.ts';
import { inCase, inTrial, valuesOf } from './variables/known-when.ts';
import { builtIns, type Variables } from './variables/scope.ts';

/** A player whose file is taken apart. */
export interface JoinedPlayer {
  readonly reference: PlayerReference;
  readonly around: Surroundings;
  /** `null` after a finding. */
  readonly endpoint: ReadEndpoint | null;
}

/** The steps and measurements of one case. */
export interface JoinedCase {
  readonly plans: readonly PlayerPlan[];
  /** With the lines that they were read from. */
  readonly read: readonly ReadPlayer[];
  /** Of the test file first, then of each player. */
  readonly measurements: readonly Measurements[];
}

/** Reads the steps and measurements of all files as they are in one case; `null`: the test has no parameters. */
export function joinCase(
  one: MatrixCase | null,
  testFile: ReadTestFile,
  players: readonly JoinedPlayer[],
  settings: Settings,
  findings: Findings,
): JoinedCase {
  const addresses = builtIns(players.map((player) => [`${player.reference.name}.address`, addressOf(player)]));
  const read = players.flatMap((player) => {
    const steps = readPhases(within(player.around, one, [inTrial(one), addresses]), settings.capture, findings);
    const known = within(player.around, one, [inCase(one), addresses]);
    const state = findings.aside(() => readState(player.around.document, known, findings));
    return player.endpoint === null ? [] : [{ player, endpoint: player.endpoint, steps, state }];
  });
  const ofPlayers = players.map(({ reference, around }) =>
    readMeasurements(around.document, within(around, one, [inCase(one), addresses]), reference.name, findings),
  );
  return {
    plans: read.map(({ player, endpoint, steps, state }) => {
      const plan = planOf(player, endpoint, withMaxFetch(stepsOf(steps), settings));
      return state === null ? plan : { ...plan, state };
    }),
    read: read.map(({ player: { reference }, endpoint: { address, port, only }, steps }) => {
      return { name: reference.name, address, port, only, phases: steps };
    }),
    measurements: [measurementsOf(one, testFile, findings), ...ofPlayers],
  };
}

/** Each case may come to as much as a test without any. */
function within(around: Surroundings, one: MatrixCase | null, known: readonly Variables[]): Surroundings {
  if (one === null) return { ...around, builtIns: [...around.builtIns, ...known] };
  const said = new Map([...around.said, ...valuesOf(one)]);
  return { ...around, said, builtIns: [...around.builtIns, ...known], budget: expansionBudget() };
}

function measurementsOf(
  one: MatrixCase | null,
  { around, measurements }: ReadTestFile,
  findings: Findings,
): Measurements {
  if (one === null) return measurements;
  return readMeasurements(around.document, within(around, one, [inCase(one)]), null, findings);
}

function planOf({ reference, around }: JoinedPlayer, endpoint: ReadEndpoint, phases: PhaseSteps): PlayerPlan {
  const { address, port, conductor, resultsPort, only } = endpoint;
  const { file } = around.document;
  const plan = { name: reference.name, file, address, port, conductor, resultsPort, phases };
  return only === null ? plan : { ...plan, only };
}

function stepsOf(read: ReadPhases): PhaseSteps {
  const of = (phase: Phase) => read[phase].map(({ step }) => step);
  return withPutBack({ startup: of('startup'), run: of('run'), collect: of('collect'), reset: of('reset') });
}

/** A player without an address is an error that was reported; its name is still known. */
function addressOf({ endpoint }: JoinedPlayer): string {
  return endpoint?.address ?? '';
}
