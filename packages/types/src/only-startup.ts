import type { HostFacts } from './host-facts.ts';
import { formatPlace, type Place } from './place.ts';

/** `only startup` of a player file: on which systems its player takes part. */
export interface OnlyStartup {
  /** A regular expression of JavaScript; case does not count. */
  readonly pattern: string;
  readonly place: Place;
}

/** A player of a test that has no part in a run: its host is of another system than its file asks for. */
export interface LeftOutPlayer {
  readonly name: string;
  /** The player file. */
  readonly file: string;
  readonly address: string;
  readonly port: number;
  readonly only: OnlyStartup;
  /** What its host is: `FreeBSD 14.1-RELEASE x64`. */
  readonly system: string;
}

/** The longest text of a system that is looked at: what players say has no end of its own. */
const LONGEST = 200;

/** `FreeBSD 14.1-RELEASE x64`: a system as `only startup` looks at it. */
export function systemText({
  system,
  kernel,
  architecture,
}: Pick<HostFacts, 'system' | 'kernel' | 'architecture'>): string {
  return `${system} ${kernel} ${architecture}`.slice(0, LONGEST);
}

/** Why a player is left out, as a sentence without its name. */
export function leftOutText({ system, only }: Pick<LeftOutPlayer, 'system' | 'only'>): string {
  return `its host is ${system}, and ${formatPlace(only.place)} says only startup: ${only.pattern}`;
}
