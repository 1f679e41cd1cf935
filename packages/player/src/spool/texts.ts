const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'] as const;

/** A size for people: `512 bytes`, `1.4 MiB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length);
  const amount = bytes / 1024 ** power;
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${UNITS[power - 1]}`;
}

const SPANS = [
  ['days', 86_400],
  ['h', 3_600],
  ['min', 60],
] as const;

/** A duration for people, in its largest unit of which there are two: `7 days`, `36 h`, `90 s`. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  const [unit, size] = SPANS.find(([, length]) => seconds >= 2 * length) ?? (['s', 1] as const);
  return `${Math.floor(seconds / size)} ${unit}`;
}
