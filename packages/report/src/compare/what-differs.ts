import { visibleText } from '@conductor/types';

/** One thing that is not the same in two runs. */
export interface Difference {
  /** Where, as a path through the facts: `players dut kernel`. */
  readonly what: string;
  /** `null`: not there. */
  readonly base: string | null;
  readonly other: string | null;
}

/** Anything that JSON can say. */
export type Facts = null | boolean | number | string | readonly Facts[] | { readonly [name: string]: Facts };

/** What differs in two descriptions of the same form, in the order of the first. */
export function whatDiffers(base: Facts, other: Facts): readonly Difference[] {
  const [ofBase, ofOther] = [new Map(leaves(base, [])), new Map(leaves(other, []))];
  const places = new Set([...ofBase.keys(), ...ofOther.keys()]);
  return Array.from(places, (what) => ({
    what,
    base: ofBase.get(what) ?? null,
    other: ofOther.get(what) ?? null,
  })).filter((difference) => difference.base !== difference.other);
}

/** A difference in one line. */
export function differenceLine({ what, base, other }: Difference): string {
  return `${visibleText(what)}: ${shown(base)} → ${shown(other)}`;
}

function shown(value: string | null): string {
  return value === null ? 'not there' : visibleText(value);
}

/** Every value with the way to it. */
function* leaves(facts: Facts, way: readonly string[]): Generator<readonly [what: string, value: string]> {
  if (facts === null || typeof facts !== 'object') {
    yield [way.join(' '), String(facts)];
    return;
  }
  if (isList(facts)) {
    yield [way.join(' '), facts.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(', ')];
    return;
  }
  for (const [name, value] of Object.entries(facts)) yield* leaves(value, [...way, name]);
}

function isList(facts: Facts): facts is readonly Facts[] {
  return Array.isArray(facts);
}
