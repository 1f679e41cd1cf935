import type { ControlCommand, ControlReply } from '@conductor/protocol';

/** What a player answers that does everything at once, and nothing in truth. */
export function obey(command: ControlCommand): ControlReply[] {
  switch (command.kind) {
    case 'claim-player':
      return [{ kind: 'player-claimed', takenCount: 0, openTrial: null }];
    case 'load-trial':
      return [{ kind: 'trial-loaded', trial: command.trial }];
    case 'arm-phase':
      return [{ kind: 'phase-armed', phase: command.phase }];
    case 'start-phase':
      return [
        { kind: 'phase-started', phase: command.phase, monotonicNs: process.hrtime.bigint(), orderedNs: 0n },
        { kind: 'steps-done', phase: command.phase, failedCount: 0 },
      ];
    case 'end-phase':
      return [
        { kind: 'phase-finished', phase: command.phase, failedCount: 0, unknownCount: 0, leftoverCount: 0 },
        { kind: 'results-acknowledged', phase: command.phase },
      ];
    case 'stop-trial':
      return [{ kind: 'trial-stopped' }];
    case 'close-trial':
      return [{ kind: 'trial-closed', reset: 'paid' }];
    case 'settle-sync':
    case 'permit-reboot':
    case 'resume-trial':
      return [];
    case 'heartbeat':
      return [
        {
          kind: 'heartbeat-reply',
          sequence: command.sequence,
          monotonicNs: process.hrtime.bigint(),
          wallTime: new Date(),
          phase: null,
          stepIndex: 0,
          runningCount: 0,
          pendingBytes: 0,
          takenCount: 0,
        },
      ];
    case 'release-player':
      return [{ kind: 'player-released' }];
    default:
      return command satisfies never;
  }
}
