import { ConductorError, type ErrorCode } from '@conductor/types';
import type { CallerCredentials } from '../greeting/credentials.ts';
import { look, lookSecurely, type Sight } from './look.ts';

/** Where a greeting has failed. */
export interface FailedGreeting {
  readonly playerName: string;
  readonly numericHost: string;
  readonly port: number;
  /** What we would have shown. */
  readonly credentials: CallerCredentials;
  /** `player "dut1" at 10.0.0.5:6970`. */
  readonly peer: string;
  /** What the library said. */
  readonly details: string;
  readonly signal: AbortSignal;
}

type Verdict = readonly [ErrorCode, string];

/** Looks once more at an address whose greeting failed, and says what is there in one sentence. */
export async function explainUnreachable(failed: FailedGreeting): Promise<ConductorError> {
  const [code, sentence] = await verdictOn(failed);
  return new ConductorError(code, `${failed.peer} ${sentence}`, { player: failed.playerName });
}

async function verdictOn(failed: FailedGreeting): Promise<Verdict> {
  const { credentials } = failed;
  if (credentials.kind !== 'mutual-tls') return verdictOf(await look(failed), failed);
  const sight = await lookSecurely(failed, credentials.party);
  if (sight.kind !== 'without-tls') return verdictOf(sight, failed);
  const plain = await look(failed);
  if (plain.kind !== 'silent-player') return verdictOf(plain, failed);
  return [
    'identity',
    'answers without TLS; enroll it with player enroll, or say --insecure-network if you trust everybody',
  ];
}

function verdictOf(sight: Sight, failed: FailedGreeting): Verdict {
  const { details, port, playerName } = failed;
  switch (sight.kind) {
    case 'failed':
      return ['unreachable', failureSentence(sight.code, playerName)];
    case 'refused':
      return ['identity', `refused the connection: ${sight.sentence}`];
    case 'another-lab':
      return [
        'identity',
        `shows a certificate that this lab did not sign (${sight.why}); was it enrolled by another lab?`,
      ];
    case 'expired':
      return ['identity', `shows a certificate that has expired, at ${sight.at}; enroll it again with --replace`];
    case 'no-certificate':
      return ['identity', 'has no certificate: it waits to be enrolled with conduct enroll'];
    case 'old-tls':
      return ['identity', 'speaks an older TLS than 1.3, so it is no player of this version'];
    case 'answered':
      return ['unreachable', answerSentence(sight.words, details, port)];
    case 'without-tls':
    case 'silent-player':
      return ['unreachable', answerSentence('', details, port)];
    default:
      return sight satisfies never;
  }
}

/** Why the system could not connect, as what the peer does. */
export function failureSentence(code: string, playerName: string): string {
  const running = `is the player of "${playerName}" running there?`;
  switch (code) {
    case 'ECONNREFUSED':
      return `refused the connection; ${running}`;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return `cannot be reached: there is no route to it from this host (${code})`;
    case 'ETIMEDOUT':
      return `does not answer; is the host up, and does a firewall on the way drop this port?`;
    default:
      return `cannot be reached (${code}); ${running}`;
  }
}

/** What somebody is that is no player, by what was said first. */
export function answerSentence(words: string, details: string, port: number): string {
  if (words.startsWith('SSH-')) return `is an ssh server, not a player; is ${port} the right cmdport?`;
  if (words.startsWith('HTTP/')) return `is a web server, not a player; is ${port} the right cmdport?`;
  if (words !== '') return `does not speak the protocol of a player; is ${port} the right cmdport? (${details})`;
  return `accepts connections and does not greet; is it a player, and is ${port} the right cmdport? (${details})`;
}
