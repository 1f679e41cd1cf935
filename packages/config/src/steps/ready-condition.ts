import { nearestWord, type ReadyCondition, type Step } from '@conductor/types';
import { isLongerThan, LIMITS } from '../limits.ts';
import { address } from '../values/address.ts';
import { port } from '../values/numbers.ts';
import { type Reading, read, refused } from '../values/reading.ts';

type Kind = ReadyCondition['kind'];

/** Reads what stands behind the word of a condition. `earlier` are the steps of the phase before it. */
type ConditionReader = (text: string, earlier: readonly Step[]) => Reading<ReadyCondition>;

const READERS: { readonly [K in Kind]: ConditionReader } = {
  tcp: readTcp,
  udp: readUdp,
  log: readLog,
  run: readRun,
  file: readFile,
};

const EXPECTED = 'tcp HOST:PORT, udp PORT, log spawnN /pattern/, run COMMAND, or file PATH';

/** The value of a `readyN`: `tcp 172.16.0.2:5201`, `log spawn1 /listening on/`, … */
export function readyCondition(text: string, earlier: readonly Step[]): Reading<ReadyCondition> {
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(text) ?? [];
  const kind = word.toLowerCase();
  if (isKind(kind)) return READERS[kind](rest, earlier);
  const near = nearestWord(kind, Object.keys(READERS));
  return refused(EXPECTED, near && `${near} ${rest}`);
}

function isKind(word: string): word is Kind {
  return Object.hasOwn(READERS, word);
}

function readTcp(text: string): Reading<ReadyCondition> {
  const place = readPlace(text);
  if (place === null || place.host === null)
    return refused('tcp HOST:PORT, such as tcp 172.16.0.2:5201 or tcp [::1]:80');
  return read({ kind: 'tcp', host: place.host, port: place.port });
}

function readUdp(text: string): Reading<ReadyCondition> {
  const place = readPlace(text);
  const isAddress = place !== null && (place.host === null || /[:]|^[\d.]+$/.test(place.host));
  if (!isAddress)
    return refused("udp PORT or udp ADDRESS:PORT, such as udp 53 or udp 10.0.0.1:53, of the player's own host");
  return read({ kind: 'udp', address: place.host, port: place.port });
}

/** `10.0.0.1:80`, `[::1]:80`, `80`; brackets may stand around any host, since a variable may bring any. */
function readPlace(text: string): { readonly host: string | null; readonly port: number } | null {
  const [, brackets, bare, digits = ''] = /^(?:(?:\[([^\]]*)\]|([^:[\]]*)):)?(\d+)$/.exec(text) ?? [];
  const number = port(digits);
  if (number.kind === 'refused') return null;
  const host = brackets ?? bare ?? '';
  if (host === '') return { host: null, port: number.value };
  const reading = address(host);
  return reading.kind === 'refused' ? null : { host: reading.value.text, port: number.value };
}

/** A pattern is looked for in every line that comes; a longer one is a program. */
const LONGEST_PATTERN = 1000;

function readLog(text: string, earlier: readonly Step[]): Reading<ReadyCondition> {
  const [, key = '', pattern = '', flags = ''] = /^(\S+)\s+\/(.+)\/([a-z]*)$/s.exec(text) ?? [];
  if (!isPattern(pattern, flags)) {
    return refused(
      'log spawnN /pattern/, with a regular expression of JavaScript, and i behind it where case does not count',
    );
  }
  const spawns = earlier.filter(({ kind }) => kind === 'spawn');
  const spawn = spawns.findLast((step) => step.key === key.toLowerCase());
  if (spawn !== undefined) return read({ kind: 'log', spawn: spawn.key, spawnIndex: spawn.index, pattern, flags });
  const keys = spawns.map((step) => step.key);
  const expected = keys.length === 0 ? 'a spawnN of the same phase, before this step' : `one of ${keys.join(', ')}`;
  return refused(`${expected}, and ${key} is none`, nearestWord(key, keys));
}

function isPattern(pattern: string, flags: string): boolean {
  if (pattern === '' || pattern.length > LONGEST_PATTERN || (flags !== '' && flags !== 'i')) return false;
  try {
    return new RegExp(pattern, flags).source !== '';
  } catch {
    // The engine's own words are about its own notation: what is expected helps more.
    return false;
  }
}

function readRun(command: string): Reading<ReadyCondition> {
  if (command === '') return refused('run COMMAND, such as run test -S /tmp/server.sock');
  if (isLongerThan(command, LIMITS.triedCommandBytes)) {
    return refused(
      `a command of at most ${LIMITS.triedCommandBytes / 1024} KiB: put it into a script on the player, and run that`,
    );
  }
  return read({ kind: 'run', command });
}

function readFile(text: string): Reading<ReadyCondition> {
  const [, path, word] = /^(\/\S*)(?:\s+(\S+))?$/.exec(text) ?? [];
  const isGood =
    path !== undefined && (word === undefined || word === 'not-empty') && !isLongerThan(path, LIMITS.patternBytes);
  if (!isGood) return refused('file PATH or file PATH not-empty, with one absolute path without blanks');
  return read({ kind: 'file', path, notEmpty: word !== undefined });
}
