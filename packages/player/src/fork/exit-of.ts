import type { Exit } from '@conductor/types';
import type { Forked } from './fork.ts';

/** How a process that was forked ends; never rejects. */
export function exitOf(child: Forked): Promise<Exit> {
  const { promise, resolve } = Promise.withResolvers<Exit>();
  child.once('exit', (code, signal) => {
    resolve(signal === null ? { kind: 'code', code: code ?? 0 } : { kind: 'signal', signal });
  });
  return promise;
}
