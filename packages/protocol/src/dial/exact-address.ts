import { setImmediate } from 'node:timers';
import { type ClientOptions, experimental } from '@grpc/grpc-js';

const SCHEME = 'conductor';
const OPTION = 'conductor.address';

/**
 * One numeric address, as the options of `net.connect` that it becomes: an IPv6 address may have a zone, and aborting
 * the signal destroys the socket at any moment, while it is connecting too.
 */
export interface ExactAddress {
  readonly host: string;
  readonly port: number;
  readonly signal: AbortSignal;
}

/**
 * The gRPC target that stands for exactly this address, and the options that it needs. The library's own schemes
 * (grpc-js 1.14.7) cannot carry a zone, and leave a connection that is being made to the system for two minutes.
 */
export function exactTarget(address: ExactAddress): { readonly target: string; readonly options: ClientOptions } {
  experimental.registerResolver(SCHEME, ExactResolver);
  return { target: `${SCHEME}:player`, options: { [OPTION]: heededAddress(address) } };
}

/**
 * The library may begin a connection after its channel was closed. A socket that is given a signal which is aborted
 * already connects all the same (Node.js 24), and nobody would ever close it: so it gets one that is aborted a moment later.
 */
function heededAddress({ host, port, signal }: ExactAddress): ExactAddress {
  return {
    host,
    port,
    get signal() {
      return signal.aborted ? abortedSoon() : signal;
    },
  };
}

function abortedSoon(): AbortSignal {
  const soon = new AbortController();
  setImmediate(() => soon.abort());
  return soon.signal;
}

/** Hands the address on as it is: the library gives it to `net.connect`. */
class ExactResolver implements experimental.Resolver {
  readonly #address: ExactAddress;
  readonly #listener: experimental.ResolverListener;
  #answered = false;

  constructor(_target: unknown, listener: experimental.ResolverListener, options: ClientOptions) {
    this.#address = options[OPTION] as ExactAddress;
    this.#listener = listener;
  }

  updateResolution(): void {
    if (this.#answered) return;
    this.#answered = true;
    const endpoints = experimental.statusOrFromValue([{ addresses: [this.#address] }]);
    // The library forbids an answer within the question.
    process.nextTick(() => this.#listener(endpoints, {}, null, ''));
  }

  destroy(): void {
    this.#answered = false;
  }

  /** What calls name as their host; nothing is decided by it. */
  static getDefaultAuthority(): string {
    return 'player';
  }
}
