import { isAbandoned } from '../owned-name.ts';
import { namespaceNames, removeNamespace } from './namespace.ts';

/** Removes the namespaces, and all that lives in them, of labs whose process died without clearing up. */
export async function reapLabs(): Promise<string[]> {
  const abandoned = namespaceNames().filter(isAbandoned);
  for (const namespace of abandoned) await removeNamespace(namespace);
  return abandoned;
}
