import { ConductorError, type ErrorCode, errnoOf } from '@conductor/types';
import { answerSentence, failureSentence } from '../dial/explain-unreachable.ts';
import { handshakeFailure, look } from '../dial/look.ts';

/** Where nobody showed the key. */
interface Probed {
  /** The name of the player. */
  readonly name: string;
  readonly numericHost: string;
  readonly port: number;
}

type Verdict = readonly [ErrorCode, string];

/** Why nobody showed the key of a code: what is there in its place, and what to do. Looks once more where no TLS is spoken. */
export async function explainProbe(error: unknown, place: Probed, signal: AbortSignal): Promise<ConductorError> {
  const [code, sentence] = await verdictOn(errnoOf(error) ?? String(error), place, signal);
  return new ConductorError(code, sentence, { cause: error });
}

async function verdictOn(errno: string, place: Probed, signal: AbortSignal): Promise<Verdict> {
  const failure = handshakeFailure(errno);
  switch (failure.kind) {
    case 'failed':
      return explainNobody(failure.code, place);
    case 'old-tls':
      return ['identity', 'it speaks an older TLS than 1.3, so it is no player of this version'];
    case 'no-certificate':
      return ['identity', `something there speaks TLS, and ended the handshake; ${IF_PLAYER}`];
    case 'without-tls':
      return await explainPlain(errno, place, signal);
    default:
      return failure satisfies never;
  }
}

function explainNobody(errno: string, { name }: Probed): Verdict {
  return ['unreachable', errno === 'ECONNREFUSED' ? NOBODY_THERE : `it ${failureSentence(errno, name)}`];
}

async function explainPlain(errno: string, place: Probed, signal: AbortSignal): Promise<Verdict> {
  const sight = await look({ ...place, signal });
  switch (sight.kind) {
    case 'failed':
      return explainNobody(sight.code, place);
    case 'refused':
      return ['identity', `it refused the connection: ${sight.sentence}; to enroll it, ${SHOW_CODE}`];
    case 'answered':
      return ['unreachable', `it ${answerSentence(sight.words, errno, place.port)}`];
    default:
      return ['identity', `something there speaks HTTP/2 without TLS; ${IF_PLAYER}`];
  }
}

const SHOW_CODE = 'run "player enroll" on its host, and say here what it prints while it waits';

/** Others do the same as a player that shows no code: only what was seen is said of them. */
const IF_PLAYER = `if it is the player, it shows no code at the moment: ${SHOW_CODE}`;

const NOBODY_THERE =
  'it refused the connection: neither a player nor "player enroll" runs there; compare the address with the line that was printed';
