import { type RunComparison, whatDiffers } from '@conductor/report';
import type { Compared } from './compared.ts';

/** What else is not as it was in the base, where that is known of both. */
export function differencesOf([base, ...others]: readonly Compared[]): RunComparison['differences'] {
  const known = base?.facts ?? null;
  if (known === null) return [];
  return others.flatMap(({ name, facts }) =>
    facts === null ? [] : [{ set: name, differs: whatDiffers(known, facts) }],
  );
}
