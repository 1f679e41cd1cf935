import type { ReturnedTrial } from '@conductor/player/session';
import type { Machines } from '../machines.ts';
import type { PlayerScript } from '../scenario/scenario.ts';
import type { World } from '../world.ts';
import type { Commands } from './commands.ts';
import type { HostClock } from './host-clock.ts';
import type { RebootOnDisk, TrialOnDisk } from './kept-trial.ts';

/** What a life of a player is lived with. */
export interface LifeGround {
  readonly world: World;
  readonly script: PlayerScript;
  readonly clock: HostClock;
  readonly machines: Machines;
  readonly commands: Commands;
  /** The trials of runs that are not forgotten; shared by all lives. */
  readonly disk: Set<TrialOnDisk>;
  readonly isDiskFull: () => boolean;
  readonly onLeave: () => void;
  /** A step reboots the host; calls back when it turns out that it stays up. */
  readonly onReboot: (trial: TrialOnDisk, reboot: Omit<RebootOnDisk, 'boot'>, onStaysUp: () => void) => void;
  /** The trial that this life goes on with, and its session; `null` is none. */
  readonly takenUp: { readonly trial: TrialOnDisk; readonly returned: ReturnedTrial } | null;
}
