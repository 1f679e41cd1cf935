import { connect } from 'node:net';
import { ConductorError } from '@conductor/types';
import { onAbort } from '../on-abort.ts';

/** How long we look at what is listening, once a greeting has failed. */
const LOOK_MS = 1_000;
/** What an HTTP/2 client says first (RFC 9113, 3.4): many servers answer it with what they are. */
const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

/** Where a greeting has failed. */
export interface FailedGreeting {
  readonly playerName: string;
  readonly numericHost: string;
  readonly port: number;
  /** `player "dut1" at 10.0.0.5:6970`. */
  readonly peer: string;
  /** What the library said. */
  readonly details: string;
  readonly signal: AbortSignal;
}

/** What one look at an address found: a system's error code, or what was said first by whoever listens. */
type Sight = { readonly kind: 'failed'; readonly code: string } | { readonly kind: 'answered'; readonly words: string };

/** Looks once more at an address whose greeting failed, and says what is there in one sentence. */
export async function explainUnreachable(failed: FailedGreeting): Promise<ConductorError> {
  const sight = await look(failed);
  const sentence = sight.kind === 'failed' ? failureSentence(sight.code, failed) : answerSentence(sight.words, failed);
  return new ConductorError('unreachable', `${failed.peer} ${sentence}`, { player: failed.playerName });
}

function failureSentence(code: string, { playerName }: FailedGreeting): string {
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

function answerSentence(words: string, { details, port }: FailedGreeting): string {
  if (words.startsWith('SSH-')) return `is an ssh server, not a player; is ${port} the right cmdport?`;
  if (words.startsWith('HTTP/')) return `is a web server, not a player; is ${port} the right cmdport?`;
  if (words !== '') return `does not speak the protocol of a player; is ${port} the right cmdport? (${details})`;
  return `accepts connections and does not greet; is it a player, and is ${port} the right cmdport? (${details})`;
}

function look({ numericHost: host, port, signal }: FailedGreeting): Promise<Sight> {
  const { promise, resolve } = Promise.withResolvers<Sight>();
  let connected = false;
  const socket = connect({ host, port }, () => {
    connected = true;
    socket.write(PREFACE);
  });
  const giveUp = () => resolve(connected ? { kind: 'answered', words: '' } : { kind: 'failed', code: 'ETIMEDOUT' });
  const timer = setTimeout(giveUp, LOOK_MS);
  const forget = onAbort(signal, giveUp);
  socket.once('data', (bytes) => resolve({ kind: 'answered', words: wordsOf(bytes) }));
  socket.once('close', () => resolve({ kind: 'answered', words: '' }));
  socket.once('error', (error: NodeJS.ErrnoException) =>
    resolve({ kind: 'failed', code: error.code ?? error.message }),
  );
  return promise.finally(() => {
    clearTimeout(timer);
    forget();
    socket.destroy();
  });
}

/** An HTTP/2 server, such as a player that was slow, begins with a SETTINGS frame: that is no words. */
function wordsOf(bytes: Buffer): string {
  return bytes[3] === 4 && bytes[0] === 0 ? '' : bytes.subarray(0, 100).toString('latin1');
}
