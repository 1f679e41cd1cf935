import { ConductorError, type ErrorCode, visibleText } from '@conductor/types';
import { type StatusObject, status } from '@grpc/grpc-js';

/** Why a call that had been greeted failed: what the status of the library means for us. */
export function explainFailure(
  peer: string,
  { code, details }: Pick<StatusObject, 'code' | 'details'>,
): ConductorError {
  const [errorCode, sentence] = MEANING[code] ?? ['lost', 'is gone'];
  return new ConductorError(errorCode, `${peer} ${sentence}: ${visibleText(details.slice(0, DETAILS_LIMIT))}`);
}

/** What the library or the peer says about a failure is quoted up to here. */
export const DETAILS_LIMIT = 300;

const MEANING: { readonly [code: number]: readonly [ErrorCode, string] } = {
  [status.RESOURCE_EXHAUSTED]: ['protocol', 'said more than a message may hold'],
  [status.UNIMPLEMENTED]: ['protocol', 'does not offer this service'],
  [status.CANCELLED]: ['lost', 'is gone, it cancelled the conversation'],
};
