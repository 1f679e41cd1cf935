import type { ReadCommand } from '../shell/read-commands.ts';
import { hasFlag, operandsOf, optionValue } from '../shell/words.ts';
import { numberOf, portOf, type Service } from './server-of.ts';

/** Whom a program calls. */
export interface Call extends Omit<Service, 'bound'> {
  readonly host: string;
}

/** Programs that speak HTTP. */
const HTTP = new Set(['wrk', 'wrk2', 'curl', 'wget', 'ab', 'h2load', 'hey', 'fetch']);

/** Whom a command calls; `null` when it is no client that is known. */
export function clientOf({ name, words }: ReadCommand): Call | null {
  switch (name) {
    case 'iperf3':
      return call(name, 'tcp', portOf(words, 5201), optionValue(words, '-c', '--client'));
    case 'iperf': {
      const transport = hasFlag(words, 'u', '--udp') ? 'udp' : 'tcp';
      return call(name, transport, portOf(words, 5001), optionValue(words, '-c', '--client'));
    }
    case 'netperf':
      return call(name, 'tcp', portOf(words, 12_865), optionValue(words, '-H'));
    case 'nc':
    case 'ncat':
    case 'netcat':
      return netcat(words);
    default:
      return HTTP.has(name) ? http(words) : null;
  }
}

function call(kind: string, transport: Call['transport'], port: number | null, host: string | undefined): Call | null {
  return host === undefined ? null : { kind, transport, port, host };
}

/** With `-z` it only looks whether somebody listens. */
function netcat(words: readonly string[]): Call | null {
  if (hasFlag(words, 'l', '--listen') || hasFlag(words, 'z')) return null;
  const [host, port] = operandsOf(words, 'IiMmOPpqsTVWwXx');
  return port === undefined ? null : call('nc', hasFlag(words, 'u', '--udp') ? 'udp' : 'tcp', numberOf(port), host);
}

const URL_PARTS = /^(https?):\/\/(?:[^/@]*@)?(\[[\da-f:.]+\]|[^/:?#]+)(?::(\d{1,5}))?/i;

function http(words: readonly string[]): Call | null {
  for (const word of words) {
    const [, scheme = '', host, port] = URL_PARTS.exec(word) ?? [];
    if (host === undefined) continue;
    return call('http', 'tcp', numberOf(port ?? (scheme.toLowerCase() === 'https' ? '443' : '80')), host);
  }
  return null;
}
