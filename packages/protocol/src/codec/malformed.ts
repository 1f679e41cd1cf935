import { ConductorError } from '@conductor/types';

/** The error of a frame that the protocol does not allow; `what` says what was expected and what came. */
export function malformed(what: string): ConductorError {
  return new ConductorError('protocol', what);
}

/** Throws the error of a message that belongs to the greeting and came after it. */
export function greetedAlready(what: string): never {
  throw malformed(`a ${what} after the greeting was over`);
}

/** Clocks are read beside the frames: whoever reads frames never sees that. */
export function besideFrames(kind: string): never {
  throw malformed(`${kind} came where no clock can be read`);
}
