import type { Telling } from './telling.ts';

/** So many reasons of a trial are known again. */
const MOST_REASONS = 20;

/**
 * One player that cannot start a phase stops all, and every player and step that stops says why: the reason is told whole
 * once in a trial, and then by its beginning, up to the first colon. With `isReason` the text is such a reason.
 */
export function tellBriefly({ reasons }: Telling, text: string, isReason: boolean): string {
  const told = [...reasons].find((reason) => text.endsWith(reason));
  if (told === undefined) {
    if (isReason && reasons.size < MOST_REASONS && text.includes(': ')) reasons.add(text);
    return text;
  }
  return `${text.slice(0, -told.length)}${told.slice(0, told.indexOf(': '))}, as told above`;
}
