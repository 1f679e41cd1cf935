import type { OpenTrial } from '@conductor/protocol';
import type { Phase } from '@conductor/types';

/** How a model player differs from one where all goes well. */
export interface Habits {
  /** How long what it says is under way. */
  readonly latencyMs: number;
  /** When it begins to listen, in milliseconds from the beginning of the world. */
  readonly listensAtMs: number;
  /** How long it takes to load a trial. */
  readonly loadsMs: number;
  /** How long its list of a phase takes; `null` never ends by itself. */
  readonly stepsMs: Readonly<Record<Phase, number | null>>;
  /** A step fails in these phases. */
  readonly failsIn: readonly Phase[];
  /** It cannot make these phases ready. */
  readonly declines: readonly Phase[];
  /** It vanishes when it gets this command (`arm-phase run`, `load-trial`), instead of answering. */
  readonly diesAt: string | null;
  /** It lives, and never answers this command; every other it does. */
  readonly ignores: string | null;
  /** Nothing of it is heard any more from here on, though its connection stands. */
  readonly hangsAtMs: number | null;
  /** How long after a phase its results are held. */
  readonly holdsMs: number;
  /** It never hears that its results are held. */
  readonly keepsResults: boolean;
  /** It refuses the claim, as held by somebody else. */
  readonly isBusy: boolean;
  /** It refuses so many claims, as held by somebody else, before it is free. */
  readonly busyClaims: number;
  /** A trial that somebody else left open on it, and how long after a take-over it is between phases; `null` is none. */
  readonly open: (OpenTrial & { readonly answersMs: number }) | null;
  /** It keeps results of the run. */
  readonly keepsRun: boolean;
  /** Another run whose Reset it could not pay; `null` is none. */
  readonly owedRun: string | null;
  /** A step of its Run reboots its host, which is down for so long; `null` in it is for ever. `null`: none does. */
  readonly reboot: { readonly limitMs: number; readonly downMs: number | null } | null;
  /** It is ending for so many claims, and then there again. */
  readonly endingClaims: number;
}

/** A player where all goes well, and takes 100 ms a phase. */
export const WELL: Habits = {
  latencyMs: 0,
  listensAtMs: 0,
  loadsMs: 1,
  stepsMs: { startup: 100, run: 100, collect: 100, reset: 100 },
  failsIn: [],
  declines: [],
  diesAt: null,
  ignores: null,
  hangsAtMs: null,
  holdsMs: 5,
  keepsResults: false,
  isBusy: false,
  busyClaims: 0,
  open: null,
  keepsRun: false,
  owedRun: null,
  reboot: null,
  endingClaims: 0,
};
