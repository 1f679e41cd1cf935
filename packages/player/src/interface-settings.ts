import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** Files of Linux with one word each, and what they are called here. */
const WORDS = { mtu: 'mtu', speed: 'speed', duplex: 'duplex', tx_queue_len: 'txqueuelen' } as const;

/** What Linux says of an interface that has no speed, or is down. */
const UNKNOWN = ['-1', 'unknown', ''];

/**
 * How a network interface is set, a word and a value each: enough to see later that a run had another link than the one it is compared
 * with. Empty where the system does not say: only Linux does, below /sys. Never throws.
 */
export function interfaceSettings(name: string, root = '/sys/class/net'): readonly string[] {
  const folder = path.join(root, name);
  const words = Object.entries(WORDS).map(([file, word]) => [
    word,
    read(() => readFileSync(path.join(folder, file), 'utf8').trim()),
  ]);
  const driver = read(() => path.basename(readlinkSync(path.join(folder, 'device/driver'))));
  const queues = read(() => readdirSync(path.join(folder, 'queues')).join(' '));
  const count = (kind: string) => String(queues.split(`${kind}-`).length - 1);
  const all = [
    ...words,
    ['driver', driver],
    ...(queues === ''
      ? []
      : [
          ['rx-queues', count('rx')],
          ['tx-queues', count('tx')],
        ]),
  ];
  return all.flatMap(([word = '', value = '']) => (UNKNOWN.includes(value) ? [] : [`${word} ${value}`]));
}

/** A file that is not there, or that its driver does not answer for, says nothing. */
function read(ask: () => string): string {
  try {
    return ask();
  } catch {
    return '';
  }
}
