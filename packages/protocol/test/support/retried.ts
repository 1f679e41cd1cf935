import fc from 'fast-check';

/** Steps, of which some are tried again. */
export function retried<T>(one: fc.Arbitrary<T>): fc.Arbitrary<T> {
  const retries = fc.option(fc.integer({ min: 1, max: 100 }));
  return fc.tuple(one, retries).map(([step, count]) => (count === null ? step : { ...step, retries: count }));
}
