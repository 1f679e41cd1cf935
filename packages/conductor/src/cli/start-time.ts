import type { Said } from './said.ts';
import { usageError } from './usage-error.ts';

const TIME = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:?\d\d)?$/;

const EXPECTED =
  'a time such as "2026-12-01 02:00" by the clock of this machine, or with a zone, 2026-12-01T02:00:00Z or 2026-12-01T02:00+01:00';

/** When a run is to begin: local time, or with a zone. A ConductorError of code `usage` for what is none. */
export function startTimeOf({ value, source }: Said<string>): Date {
  const [whole, year, month, day, hour, minute, second = '00', zone] = TIME.exec(value.trim()) ?? [];
  if (whole === undefined) throw usageError(`${source} wants ${EXPECTED}, not "${value}"`);
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  // A date without a zone is local, by ECMA-262; and one that no calendar has is moved to another, or is none.
  const time = new Date(zone === undefined ? text : `${text}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`);
  if (!exists(time, text, zone)) {
    throw usageError(
      `${source} wants ${EXPECTED}; "${value}" is no time of the calendar here, or one that the clocks skip`,
    );
  }
  return time;
}

/** `2026-12-01 02:00:00+01:00`: by the clock of this machine, with its zone; `--at` takes that, too. */
export function startTimeText(time: Date): string {
  const east = -time.getTimezoneOffset();
  const [hours, minutes] = [Math.trunc(Math.abs(east) / 60), Math.abs(east) % 60].map((part) =>
    `${part}`.padStart(2, '0'),
  );
  return `${localText(time).replace('T', ' ')}${east < 0 ? '-' : '+'}${hours}:${minutes}`;
}

function exists(time: Date, text: string, zone: string | undefined): boolean {
  if (Number.isNaN(time.getTime())) return false;
  return text === (zone === undefined ? localText(time) : localText(new Date(Date.parse(`${text}Z`)), true));
}

/** `2026-12-01T02:00:00`, by the clock of this machine or in UTC. */
function localText(time: Date, isUtc = false): string {
  const shifted = new Date(time.getTime() - (isUtc ? 0 : time.getTimezoneOffset() * 60_000));
  return Number.isNaN(shifted.getTime()) ? '' : shifted.toISOString().slice(0, 19);
}
