import { ConductorError, visibleText } from '@conductor/types';

const DEFINITION = /^(?<name>[A-Za-z_][A-Za-z0-9_.-]{0,63})=(?<value>[^\0]*)$/s;

/** What `-D name=value` says, each by its name; of equal names the last counts. A ConductorError of code `usage` says what is wrong. */
export function readDefinitions(words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    words.map((word) => {
      const { name, value } = DEFINITION.exec(word)?.groups ?? {};
      if (name !== undefined && value !== undefined) return [name.toLowerCase(), value];
      throw new ConductorError('usage', `-D wants NAME=VALUE, such as -D nic=ix0, not "${visibleText(word)}"`);
    }),
  );
}
