import type { Telling } from './telling.ts';

/** So many reasons of a trial are known again. */
const MOST_REASONS = 20;

/**
 * One player that cannot start a phase stops all, and every player and step that stops says why: the reason is told whole
 * once in a trial, and then by its beginning, up to the first colon.
 */
export function tellBriefly({ reasons }: Telling, text: string): string {
  const told = [...reasons].find((reason) => text.endsWith(reason));
  if (told === undefined) return text;
  return `${text.slice(0, -told.length)}${told.slice(0, told.indexOf(': '))}, as told above`;
}

/** The same of a text that is such a reason, and is known from now on. */
export function tellReason(telling: Telling, text: string): string {
  const told = tellBriefly(telling, text);
  if (told === text && telling.reasons.size < MOST_REASONS && text.includes(': ')) telling.reasons.add(text);
  return told;
}
