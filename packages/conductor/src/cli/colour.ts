import type { ConductorSettings } from '@conductor/config';
import { unknownWord } from '../unknown-word.ts';
import type { UserWishes } from './read-wishes.ts';

const MODES = ['auto', 'always', 'never'] as const;

/**
 * Whether a stream gets colours. The strongest first: `--no-color`, `NO_COLOR` (no-color.org), `CONDUCTOR_COLOR`, the
 * settings file; by default a terminal does, and a pipe does not.
 */
export function hasColour(
  isTerminal: boolean,
  { mayColour }: UserWishes,
  env: NodeJS.ProcessEnv,
  { color }: ConductorSettings,
): boolean {
  if (!mayColour || (env['NO_COLOR'] ?? '') !== '') return false;
  const mode = modeOf(env['CONDUCTOR_COLOR']) ?? color ?? 'auto';
  return mode === 'always' || (mode === 'auto' && isTerminal && env['TERM'] !== 'dumb');
}

function modeOf(word: string | undefined): (typeof MODES)[number] | null {
  if (!word) return null;
  const mode = MODES.find((known) => known === word);
  if (mode === undefined) throw unknownWord(word, 'mode of CONDUCTOR_COLOR', MODES);
  return mode;
}
