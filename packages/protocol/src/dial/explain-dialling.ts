import { ConductorError, visibleText } from '@conductor/types';
import type { Attempt } from './attempts.ts';
import { DETAILS_LIMIT } from './explain-failure.ts';
import { explainUnreachable } from './explain-unreachable.ts';

/** Why dialling failed. What a peer said is told as it said it; where nothing was said, one look tells what is there. */
export async function explainDialling(error: unknown, attempt: Attempt, signal: AbortSignal): Promise<ConductorError> {
  const { player, numericHost, peer, credentials } = attempt;
  const { code, message } = ConductorError.from(error, 'unreachable', peer);
  if (code === 'unreachable' || code === 'deadline') {
    const details = visibleText(message.slice(0, DETAILS_LIMIT));
    const place = { playerName: player.name, numericHost, port: player.port };
    return explainUnreachable({ ...place, credentials, peer, details, signal });
  }
  return new ConductorError(code, `${peer}: ${message}`, { cause: error, player: player.name });
}
