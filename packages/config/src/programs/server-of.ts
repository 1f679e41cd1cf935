import type { ReadCommand } from '../shell/read-commands.ts';
import { hasFlag, operandsOf, optionValue } from '../shell/words.ts';

/** What a program listens on. */
export interface Service {
  /** Whose clients find it: `iperf3`, `http`. */
  readonly kind: string;
  readonly transport: 'tcp' | 'udp';
  /** `null` where the command does not say. */
  readonly port: number | null;
  /** The address that it binds; `null` for all. */
  readonly bound: string | null;
}

/** What a command serves; `null` when it is no server that is known. */
export function serverOf({ name, words }: ReadCommand): Service | null {
  switch (name) {
    case 'iperf3':
      return hasFlag(words, 's', '--server') ? service(name, 'tcp', portOf(words, 5201), boundBy(words)) : null;
    case 'iperf': {
      const transport = hasFlag(words, 'u', '--udp') ? 'udp' : 'tcp';
      return hasFlag(words, 's', '--server') ? service(name, transport, portOf(words, 5001), boundBy(words)) : null;
    }
    case 'netserver':
      return service('netperf', 'tcp', portOf(words, 12_865), optionValue(words, '-L') ?? null);
    case 'nc':
    case 'ncat':
    case 'netcat':
      return netcat(words);
    case 'python':
    case 'python3':
      return words.includes('http.server') ? service('http', 'tcp', httpPort(words), null) : null;
    default:
      return null;
  }
}

function service(kind: string, transport: Service['transport'], port: number | null, bound: string | null): Service {
  return { kind, transport, port, bound };
}

function netcat(words: readonly string[]): Service | null {
  if (!hasFlag(words, 'l', '--listen')) return null;
  const operands = operandsOf(words, 'IiMmOPpqsTVWwXx');
  const port = optionValue(words, '-p') ?? operands.at(-1);
  return service('nc', hasFlag(words, 'u', '--udp') ? 'udp' : 'tcp', numberOf(port), null);
}

function httpPort(words: readonly string[]): number | null {
  const at = words.indexOf('http.server');
  return numberOf(words.slice(at + 1).find((word) => /^\d+$/.test(word)) ?? '8000');
}

function boundBy(words: readonly string[]): string | null {
  return optionValue(words, '-B', '--bind') ?? null;
}

/** `null` for a port that only the shell knows. */
export function portOf(words: readonly string[], usual: number): number | null {
  const told = optionValue(words, '-p', '--port');
  return told === undefined ? usual : numberOf(told);
}

/** A port, if the text is one. */
export function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : null;
}
