const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** A duration in milliseconds as people say it: `0.4 ms`, `12 ms`, `1.50 s`, `30 s`, `2 min 05 s`, `3 h 07 min`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < SECOND_MS - 0.5) return `${milliseconds.toFixed(0)} ms`;
  if (milliseconds < MINUTE_MS - 5) return `${(milliseconds / SECOND_MS).toFixed(2).replace('.00', '')} s`;
  const seconds = Math.round(milliseconds / SECOND_MS);
  if (seconds < HOUR_MS / SECOND_MS) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${two(Math.floor(seconds / 60) % 60)} min`;
}

/** How far apart the players of a phase started, and how well that is known: `0.12 ms (± 0.21 ms)`. */
export function formatSpread({
  spreadMs,
  uncertaintyMs,
}: {
  readonly spreadMs: number;
  readonly uncertaintyMs: number;
}): string {
  return `${fine(spreadMs)} (± ${fine(uncertaintyMs)})`;
}

/** Parts of a millisecond count where players start together. */
function fine(milliseconds: number): string {
  return milliseconds < 10 ? `${milliseconds.toFixed(2)} ms` : formatDuration(milliseconds);
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** A number of bytes as people say it, in powers of 1000: `1 byte`, `999 bytes`, `1.2 kB`, `200 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes === 1) return '1 byte';
  let amount = bytes;
  let unit = 0;
  while (amount >= 999.5 && unit < UNITS.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${amount.toFixed(unit > 0 && amount < 9.95 ? 1 : 0)} ${UNITS[unit]}`;
}

/** `1 step`, `2 steps`. */
export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** Time since the start of a run, always in the same form: `12.34 s`, `123.45 s`. */
export function formatElapsed(milliseconds: number): string {
  return `${(Math.max(0, milliseconds) / SECOND_MS).toFixed(2)} s`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
