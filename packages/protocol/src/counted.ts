import type { ControlCommand, ControlReply } from './control-frame.ts';

/** Whether a command has a number in the conversation of a run with a player: the k-th of those that have is k. */
const COMMANDS: { readonly [K in ControlCommand['kind']]: boolean } = {
  'claim-player': false,
  'load-trial': true,
  'arm-phase': true,
  'start-phase': true,
  'end-phase': true,
  'stop-trial': true,
  'close-trial': true,
  heartbeat: false,
  'release-player': true,
  'settle-sync': true,
  'permit-reboot': true,
  'resume-trial': true,
};

const REPLIES: { readonly [K in ControlReply['kind']]: boolean } = {
  'player-claimed': false,
  refused: false,
  'trial-loaded': true,
  'phase-armed': true,
  'phase-started': true,
  'phase-not-started': true,
  'steps-done': true,
  'phase-finished': true,
  'results-acknowledged': true,
  'trial-stopped': true,
  'trial-closed': true,
  'heartbeat-reply': false,
  'player-released': true,
  'sync-reached': true,
  'reboot-due': true,
  'host-returned': true,
};

/** Whether a frame is counted: kept by who said it until the other side has told that it came, and said again after a cut. */
export function isCounted({ kind }: ControlCommand | ControlReply): boolean {
  return { ...COMMANDS, ...REPLIES }[kind];
}
