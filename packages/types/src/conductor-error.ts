/**
 * Why something could not be done. Closed, so that exit codes are a total table.
 * A failing step is never an error: it is a value.
 */
export const ERROR_CODES = [
  /** The command line makes no sense. */
  'usage',
  /** A configuration file is wrong. */
  'config',
  /** Nobody answers at a player's address. */
  'unreachable',
  /** Another run holds a player, or another program writes a run directory. */
  'busy',
  /** A peer is not who it must be, or we may not command it. */
  'identity',
  /** A peer speaks another major version. */
  'version',
  /** A peer said something that the protocol does not allow. */
  'protocol',
  /** A peer that had been reached is gone. */
  'lost',
  /** A lower epoch, or another run's command. */
  'fenced',
  /** A disk or a file refused. */
  'storage',
  /** The port or address cannot be listened on. */
  'bind',
  /** Something took longer than its deadline. */
  'deadline',
  /** The user, or the end of the program, asked to stop. */
  'interrupted',
] as const;

/** One of the closed set of error codes. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What an error may carry besides its message. */
export interface ErrorDetails {
  readonly cause?: unknown;
  /** The player it is about. */
  readonly player?: string;
}

/**
 * The one error class. The message says where, what was expected, what came, and what to do next; it is complete
 * without the stack.
 */
export class ConductorError extends Error {
  override readonly name = 'ConductorError';
  readonly code: ErrorCode;
  readonly player: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.player = details.player;
  }

  /** Anything thrown, as a ConductorError: itself when it is one, else wrapped under `code`. */
  static from(thrown: unknown, code: ErrorCode, place: string): ConductorError {
    if (thrown instanceof ConductorError) return thrown;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return new ConductorError(code, `${place}: ${reason}`, { cause: thrown });
  }
}
