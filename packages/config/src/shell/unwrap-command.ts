/** A command without the programs that only run it. */
export interface BareCommand {
  readonly words: readonly string[];
  /** The words that run a command in its network namespace or jail, the innermost last: `ip netns exec ns1`, `jexec jail1`; none on the host itself. */
  readonly entering: readonly string[];
  /** What `timeout` gives it, in seconds. */
  readonly limitSeconds: number | null;
}

/** Programs that run the command behind them: their options that take a value, and how many words of their own follow. */
const WRAPPERS: ReadonlyMap<string, { readonly withValue: string; readonly own: number }> = new Map([
  ['sudo', { withValue: 'ugpCDhrt', own: 0 }],
  ['doas', { withValue: 'uC', own: 0 }],
  ['env', { withValue: 'uCS', own: 0 }],
  ['nohup', { withValue: '', own: 0 }],
  ['setsid', { withValue: '', own: 0 }],
  ['exec', { withValue: 'a', own: 0 }],
  ['command', { withValue: '', own: 0 }],
  ['nice', { withValue: 'n', own: 0 }],
  ['ionice', { withValue: 'cn', own: 0 }],
  ['stdbuf', { withValue: 'ioe', own: 0 }],
  ['chrt', { withValue: '', own: 1 }],
  ['taskset', { withValue: '', own: 1 }],
  ['cpuset', { withValue: 'lcnpsd', own: 0 }],
  ['numactl', { withValue: 'CNmi', own: 0 }],
  ['timeout', { withValue: 'sk', own: 1 }],
  ['chroot', { withValue: 'ug', own: 1 }],
  ['jexec', { withValue: 'uU', own: 1 }],
]);

/** As many as anybody puts into each other. */
const MAX_WRAPPERS = 8;
const SYSTEM_FOLDER = /^\/(?:usr\/)?(?:local\/)?s?bin\//;

/** Takes `sudo`, `nice -n 5`, `timeout 60`, `ip netns exec ns1` and their like off a command. */
export function unwrapCommand(all: readonly string[]): BareCommand {
  let command: BareCommand = { words: all, entering: [], limitSeconds: null };
  for (let count = 0; count < MAX_WRAPPERS; count += 1) {
    const next = unwrapOnce(named(command));
    if (next === null) break;
    command = next;
  }
  return named(command);
}

/** The program by its name: `/sbin/ifconfig` is `ifconfig`. A program of somebody's own keeps its path. */
function named(command: BareCommand): BareCommand {
  const [first = '', ...others] = command.words;
  return { ...command, words: command.words.length === 0 ? [] : [first.replace(SYSTEM_FOLDER, ''), ...others] };
}

function unwrapOnce(command: BareCommand): BareCommand | null {
  const [name = '', ...rest] = command.words;
  if (name === 'ip') return unwrapNamespace(command, rest);
  const wrapper = WRAPPERS.get(name);
  if (wrapper === undefined) return null;
  let at = skipOptions(rest, wrapper.withValue);
  if (name === 'env') while (/^\w+=/.test(rest[at] ?? '')) at += 1;
  const own = rest.slice(at, at + wrapper.own);
  const words = rest.slice(at + wrapper.own);
  if (words.length === 0) return null;
  return {
    words,
    entering: name === 'jexec' ? [...command.entering, 'jexec', own[0] ?? ''] : command.entering,
    limitSeconds: name === 'timeout' ? secondsOf(own[0] ?? '') : command.limitSeconds,
  };
}

/** `ip netns exec NAME command`, and `ip -n NAME route …`. */
function unwrapNamespace(command: BareCommand, rest: readonly string[]): BareCommand | null {
  const [first, second, name, ...words] = rest;
  if (first === 'netns' && second === 'exec' && name !== undefined && words.length > 0) {
    return { ...command, entering: [...command.entering, 'ip', 'netns', 'exec', name], words };
  }
  if ((first === '-n' || first === '-netns') && second !== undefined) {
    return {
      ...command,
      entering: [...command.entering, 'ip', 'netns', 'exec', second],
      words: ['ip', ...rest.slice(2)],
    };
  }
  return null;
}

function skipOptions(words: readonly string[], withValue: string): number {
  let at = 0;
  for (; (words[at] ?? '').startsWith('-'); at += 1) {
    const [, letter = ''] = /^-([A-Za-z])$/.exec(words[at] ?? '') ?? [];
    if (letter !== '' && withValue.includes(letter)) at += 1;
  }
  return at;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** `5`, `0.5`, `2m`, as `sleep` and `timeout` read it; `null` for anything else. */
export function secondsOf(text: string): number | null {
  const [, number, unit = ''] = /^(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})([smhd]?)$/.exec(text) ?? [];
  return number === undefined ? null : Number(number) * (UNITS[unit] ?? 1);
}

/** Whether two commands run in the same network namespace or jail, or both on the host itself. */
export function isSamePlace(one: Pick<BareCommand, 'entering'>, other: Pick<BareCommand, 'entering'>): boolean {
  const { length } = one.entering;
  return length === other.entering.length && one.entering.every((word, at) => word === other.entering[at]);
}
