import { PHASES, type Phase } from '@conductor/types';
import type { PlayerScript, Scenario, StepScript } from '../scenario/scenario.ts';

/** From the first signal to SIGTERM, and from SIGKILL until what would not die is named. */
const FIRST_SIGNAL_MS = 2_000;
const READ_BACK_MS = 2_000;
/** Limits fire late by so much; gates are forked, files are read, the clock is looked at. */
const SLACK_MS = 500;

/** From the return of a host until its conductor has dialled it again; more than a barrier. */
const AWAY_MS = 10_500;

type Settings = Scenario['settings'];

/** lease + heartbeat + grace + kill + Reset, and with `on_disconnect = finish` the phase that is finished first. */
export function deadManBoundMs({ settings, timing, players }: Scenario, player: string): number {
  const phases = players.find(({ name }) => name === player)?.phases;
  const finishedMs =
    phases && settings.onDisconnect === 'finish'
      ? Math.max(...PHASES.map((phase) => stepsMs(phases[phase], settings)))
      : 0;
  const resetMs = phases ? stepsMs(phases.reset, settings) : 0;
  // What runs is ended; later, with Reset, what Startup left running.
  return (
    settings.leaseMs + timing.heartbeatMs + finishedMs + 2 * endingMs(settings) + resetMs + SLACK_MS + awayMs(phases)
  );
}

/** From the death of a player until its guardian, or its next life, has run Reset. */
export function killedBoundMs({ settings, players }: Scenario, player: string): number {
  const phases = players.find(({ name }) => name === player)?.phases;
  return 2 * READ_BACK_MS + stepsMs(phases?.reset ?? [], settings) + SLACK_MS + awayMs(phases);
}

/** As long as a step may take that reboots the host, neither the end of a lease nor a death is looked at. */
function awayMs(phases: PlayerScript['phases'] | undefined): number {
  const reboots = phases ? [...phases.startup, ...phases.run].filter(({ kind }) => kind === 'reboot') : [];
  return reboots.reduce((sum, { limitMs }) => sum + limitMs + AWAY_MS, 0);
}

/** How long a player takes to end what runs. */
export function endingMs({ killGraceMs }: Settings): number {
  return FIRST_SIGNAL_MS + killGraceMs + READ_BACK_MS + SLACK_MS;
}

/** How long a list may take: its limits, and the ends of what met them. */
export function stepsMs(steps: readonly StepScript[], settings: Settings): number {
  return steps.reduce((sum, step) => sum + stepMs(step, settings) + SLACK_MS, 0);
}

/** The longest that a phase may take on any player. */
export function phaseMs({ players, settings }: Scenario, phase: Phase): number {
  return Math.max(0, ...players.map(({ phases }) => stepsMs(phases[phase], settings)));
}

function stepMs({ kind, lastsMs, limitMs }: StepScript, settings: Settings): number {
  switch (kind) {
    case 'spawn':
      return 0;
    case 'fetch':
      // Twice: progress may be made just before the first lease is over.
      return (lastsMs ?? 0) + 2 * settings.leaseMs;
    case 'sync':
      // Of one that is cut off its lease decides, and its time counts anew after each cut.
      return 2 * (limitMs + 2 * settings.leaseMs);
    case 'reboot':
      return limitMs + AWAY_MS + 2 * settings.leaseMs;
    case 'step':
      return (settings.stepTimeoutMs ?? 0) + endingMs(settings);
    case 'timeout':
      return limitMs + endingMs(settings);
    default:
      return kind satisfies never;
  }
}
