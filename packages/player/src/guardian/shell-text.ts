import { quoteForShell } from '@conductor/types';

/** Lines that set variables; `prefix` is put before each name. */
export function shellAssignments(values: Readonly<Record<string, string>>, prefix: string): string {
  return Object.entries(values)
    .map(([name, value]) => `${prefix}${name}=${quoteForShell(value)}\n`)
    .join('');
}
