import type { ConductorError } from './conductor-error.ts';
import { visibleText } from './visible-text.ts';

/**
 * What a program says of an error: what others had a part in is shown, never obeyed. Findings about files have lines of their own, and were
 * made visible one by one.
 */
export function visibleMessage({ code, message }: Pick<ConductorError, 'code' | 'message'>): string {
  return code === 'config' ? message : visibleText(message);
}
