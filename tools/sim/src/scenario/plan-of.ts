import type { CoursePlan } from '@conductor/conductor';
import { DEFAULT_SETTINGS, PHASES, type PhaseSteps, type PlayerPlan, type Settings, type Step } from '@conductor/types';
import { EPOCH_MS, type World } from '../world.ts';
import type { PlayerScript, Scenario, StepScript } from './scenario.ts';

/** The settings of a scenario, whole. */
export function settingsOf({ settings }: Scenario): Settings {
  return { ...DEFAULT_SETTINGS, ...settings };
}

/** What a conductor is told to do in a scenario, with these players, when it begins now. */
export function planOf(scenario: Scenario, names: readonly string[], world: World): CoursePlan {
  return {
    testName: 'throughput',
    players: scenario.players.filter(({ name }) => names.includes(name)).map(playerPlan),
    settings: settingsOf(scenario),
    phases: scenario.phases,
    trials: Array.from({ length: scenario.trials }, (_, at) => ({ caseName: '', trial: at + 1 })),
    secrets: [],
    timing: scenario.timing,
    began: { wallMs: EPOCH_MS + world.nowMs, monotonicNs: world.monotonicNs },
  };
}

function playerPlan({ name, phases }: PlayerScript): PlayerPlan {
  const steps = Object.fromEntries(
    PHASES.map((phase) => [phase, phases[phase].map((script, at) => stepOf(name, script, at + 1))]),
  );
  const base = { name, file: `${name}.cfg`, address: '10.0.0.5', port: 6970, conductor: null, resultsPort: null };
  return { ...base, phases: { startup: [], run: [], collect: [], reset: [], ...steps } satisfies PhaseSteps };
}

function stepOf(player: string, { kind, mayFail, limitMs, name = '' }: StepScript, index: number): Step {
  const base = { index, key: `${kind}${index}`, place: { file: `${player}.cfg`, line: index }, mayFail };
  switch (kind) {
    case 'fetch':
      return { ...base, kind, pattern: '/tmp/a' };
    case 'sync':
      return { ...base, kind, name, limitMs };
    case 'reboot':
      return { ...base, kind, limitMs };
    case 'timeout':
      return { ...base, kind, command: 'true', limitMs };
    case 'step':
    case 'spawn':
      return { ...base, kind, command: 'true' };
    default:
      return kind satisfies never;
  }
}
