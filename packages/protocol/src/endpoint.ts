import type { Clock, HostFacts, PlayerCondition } from '@conductor/types';
import type { ControlCall, DeliveryCall, ResultsCall } from './connection.ts';
import type { Road } from './dial/road.ts';
import type { Load } from './dial/window-bytes.ts';
import type { LabAccess } from './identity/lab-access.ts';
import type { ListenerIdentity } from './identity/listener-identity.ts';
import type { Timing } from './timing.ts';

/** How to dial. */
export interface DialOptions {
  /** What we call ourselves: `user@host (pid 4711)`. */
  readonly self: string;
  /** Version of our software. */
  readonly version: string;
  /** Dial addresses that are not loopback without TLS. */
  readonly insecureNetwork: boolean;
  /** Who we are on the network, and who must answer there; default: nobody, and only players on this host are dialled. */
  readonly lab?: LabAccess | null;
  /** Show certificates to players on loopback too, as at the end of an ssh tunnel; default: no, these have tokens. */
  readonly tlsOnLoopback?: boolean;
  /** Where token files are; default: see `tokenFolders`. */
  readonly tokenFolders?: readonly string[];
  /** Make the call over the connection of another to the same player, as long as that is there; default: over one of its own. */
  readonly over?: Road | null;
  /** What goes over this connection, and over others beside it: it bounds how much may be under way. Default: one call, and nothing else. */
  readonly load?: Load;
  /** Default: `DEFAULT_TIMING`. */
  readonly timing?: Partial<Timing>;
  /** Tells when certificates expire; default: the clock of this machine. */
  readonly clock?: Clock;
}

/** How to listen. */
export interface ServeOptions {
  /** Numeric address of this host; `0.0.0.0` and `::` are all of them. */
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly version: string;
  /** What the player calls itself. */
  readonly self: string;
  /** Listen on an address that is not loopback without TLS, for callers that do not speak it. */
  readonly insecureNetwork: boolean;
  /**
   * Who the player is on the network; default: nobody, and it listens on loopback only. Callers on loopback may show a
   * certificate in place of the token.
   */
  readonly identity?: ListenerIdentity | null;
  /** Without TLS and beyond loopback, only this address may command; `null` is any. */
  readonly allowedConductor: string | null;
  readonly facts: HostFacts;
  /** Asked at each greeting: what the player is at then. */
  readonly condition: () => PlayerCondition;
  /** Where the token file is written; default: the first of `tokenFolders` that is private. */
  readonly tokenFolder?: string;
  /** Default: `DEFAULT_TIMING`. */
  readonly timing?: Partial<Timing>;
  /** Tells when certificates and codes expire; default: the clock of this machine. */
  readonly clock?: Clock;
  /**
   * Serves one control conversation; the stream ends when it resolves. A rejection with a ConductorError whose code is
   * a reason of a refusal (`protocol`, `fenced`, `busy`, `identity`, `version`) is sent to the caller as `refused`.
   */
  readonly onControl: (call: ControlCall) => Promise<void>;
  /** Serves one results conversation, as `onControl` does. */
  readonly onResults: (call: ResultsCall) => Promise<void>;
  /** Takes files, as `onControl` does. Default: nobody's are taken. */
  readonly onDelivery?: (call: DeliveryCall) => Promise<void>;
  /**
   * Told of callers that got nothing and of conversations that broke, one sentence each; many at once are counted:
   * `callers` is how many a sentence is about.
   */
  readonly onRefused: (sentence: string, callers: number) => void;
}

/** A listening player. Disposing it stops listening, ends every conversation and removes the token file. */
export interface PlayerListener extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
}
