/** What ends the words of one command in a shell. */
const END = /[|;&<>()]/;

/** The words behind the name of a program in a command line, to the end of its command; `null` when it is not called. */
export function wordsOf(command: string, program: string): readonly string[] | null {
  const words = command.split(/\s+/);
  const at = words.findIndex((word) => word === program || word.endsWith(`/${program}`));
  if (at === -1) return null;
  const behind = words.slice(at + 1);
  const end = behind.findIndex((word) => END.test(word));
  return end === -1 ? behind : behind.slice(0, end);
}

/** What stands behind an option of it: `0.2` in `ping -i 0.2` and in `ping -i0.2`; `null` where nothing does. */
export function wordAfter(command: string, program: string, option: string): string | null {
  const words = wordsOf(command, program) ?? [];
  const at = words.findIndex((word) => word.startsWith(option));
  const found = words[at];
  if (found === undefined) return null;
  return found.length > option.length ? found.slice(option.length) : (words[at + 1] ?? null);
}
