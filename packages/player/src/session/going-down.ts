import type { Session } from './session.ts';

/** The host is going down: from the leave to do so until it does, or it is known that it does not. Nobody is heard meanwhile. */
export function isGoingDown({ trial }: Session): boolean {
  return trial?.phase?.wait.kind === 'going-down';
}
