import type { Plugin } from 'rolldown';

/**
 * Writes what is beyond ASCII as `\uXXXX`. V8 keeps a file that has one such letter in two bytes for each letter: reading it takes longer,
 * and a player would have 4 MB more.
 */
export const plainLetters: Plugin = {
  name: 'plain-letters',
  // Not earlier: rolldown writes letters as they are when it prints a chunk once more.
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) if (file.type === 'chunk') file.code = plain(file.code, file.fileName);
  },
};

function plain(code: string, fileName: string): string {
  const [unsafe] = /^.*(?:\\|String\.raw.*)[^\0-\x7f].*$/m.exec(code) ?? [];
  if (unsafe !== undefined) throw new Error(`${fileName}: here a letter cannot be written as \\uXXXX: ${unsafe}`);
  return code.replaceAll(/[^\0-\x7f]/g, escapeOf);
}

/** Of each half of a letter beyond 16 bits one. */
function escapeOf(half: string): string {
  return `\\u${half.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
