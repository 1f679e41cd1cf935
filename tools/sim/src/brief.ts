/** A machine's event or effect on one line, without what is the same each time. */
export function brief(item: object): string {
  return JSON.stringify(item, (key, value) => {
    if (OMITTED.includes(key)) return undefined;
    if (value instanceof Error) return value.message;
    return typeof value === 'bigint' ? String(value) : value;
  });
}

const OMITTED = [
  'plan',
  'phases',
  'policies',
  'run',
  'who',
  'wallTime',
  'monotonicNs',
  'samples',
  'clock',
  'time',
  'facts',
  'test',
  'trial',
];
