import type { HostFacts, PlayerCondition } from '@conductor/types';
import type { ControlCall, ResultsCall } from './connection.ts';
import type { Timing } from './timing.ts';

/** A player to dial. */
export interface PlayerAddress {
  /** Its name in the test, for messages. */
  readonly name: string;
  /** Address as the file has it: IPv4, IPv6 without brackets, or a host name. */
  readonly host: string;
  readonly port: number;
}

/** How to dial. */
export interface DialOptions {
  /** What we call ourselves: `user@host (pid 4711)`. */
  readonly self: string;
  /** Version of our software. */
  readonly version: string;
  /** Dial addresses that are not loopback without TLS. */
  readonly insecureNetwork: boolean;
  /** Where token files are; default: see `tokenFolders`. */
  readonly tokenFolders?: readonly string[];
  /** Default: `DEFAULT_TIMING`. */
  readonly timing?: Partial<Timing>;
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
  /** Listen on an address that is not loopback without TLS. */
  readonly insecureNetwork: boolean;
  /** Without TLS and beyond loopback, only this address may command; `null` is any. */
  readonly allowedConductor: string | null;
  readonly facts: HostFacts;
  /** Asked at each greeting: what the player is at then. */
  readonly condition: () => PlayerCondition;
  /** Where the token file is written; default: the first of `tokenFolders` that is private. */
  readonly tokenFolder?: string;
  /** Default: `DEFAULT_TIMING`. */
  readonly timing?: Partial<Timing>;
  /**
   * Serves one control conversation; the stream ends when it resolves. A rejection with a ConductorError whose code is
   * a reason of a refusal (`protocol`, `fenced`, `busy`, `identity`, `version`) is sent to the caller as `refused`.
   */
  readonly onControl: (call: ControlCall) => Promise<void>;
  /** Serves one results conversation, as `onControl` does. */
  readonly onResults: (call: ResultsCall) => Promise<void>;
  /** Told of callers that got nothing and of conversations that broke, one sentence each; many at once are counted. */
  readonly onRefused: (sentence: string) => void;
}

/** A listening player. Disposing it stops listening, ends every conversation and removes the token file. */
export interface PlayerListener extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
}
