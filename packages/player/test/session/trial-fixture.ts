import type { Claim, ControlCommand, Policies } from '@conductor/protocol';
import type { PhaseSteps, Step } from '@conductor/types';

/** Policies as a conductor sends them by default. */
export const POLICIES: Policies = {
  leaseMs: 30_000,
  heartbeatMs: 5_000,
  stepTimeoutMs: 30_000,
  killGraceMs: 1_000,
  maxOutputBytes: 2 ** 30,
  stopSignal: 'SIGINT',
  capture: 'file',
  onDisconnect: 'reset',
  onFailure: 'continue',
  live: true,
};

/** A claim as the conductor of a new run makes it. */
export const CLAIM = claimOf({ kind: 'new-run' });

/** A claim of this kind. */
export function claimOf(claim: Claim): ControlCommand {
  return { kind: 'claim-player', playerName: 'dut', testName: 'throughput', claim };
}

/** A heartbeat of a conductor that has heard so much. */
export function heartbeat(sequence = 1, heardCount = 0): ControlCommand {
  return { kind: 'heartbeat', sequence, heardCount };
}

/** A step of some kind at some place. */
export function step(index: number, kind: Step['kind'], text = 'true'): Step {
  const base = { index, key: `${kind}${index}`, place: { file: 'dut.cfg', line: index }, mayFail: false };
  switch (kind) {
    case 'fetch':
      return { ...base, kind, pattern: text };
    case 'ready':
      return { ...base, kind, condition: { kind: 'file', path: text, notEmpty: false }, limitMs: null };
    case 'sync':
      return { ...base, kind, name: text, limitMs: null };
    case 'timeout':
      return { ...base, kind, command: text, limitMs: 1_000 };
    case 'put':
      return { ...base, kind, source: '/tmp/a', target: text, keep: false, items: [] };
    case 'reboot':
      return { ...base, kind, limitMs: 1_000 * Number(text) };
    case 'put-back':
      return { ...base, kind, items: 0 };
    case 'step':
    case 'spawn':
      return { ...base, kind, command: text };
    default:
      return kind satisfies never;
  }
}

/** Plain steps with these commands. */
export function steps(...commands: readonly string[]): readonly Step[] {
  return commands.map((command, at) => step(at + 1, 'step', command));
}

/** Four phases, empty unless given. */
export function phases(given: Partial<PhaseSteps>): PhaseSteps {
  return { startup: [], run: [], collect: [], reset: [], ...given };
}
