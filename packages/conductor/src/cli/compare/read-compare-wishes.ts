import { type Gate, readGates } from '@conductor/report';
import type { ParsedOptions } from '../build-program.ts';
import { usageError } from '../usage-error.ts';

/** What is said of how to compare. */
export interface CompareWishes {
  /** `null`: all that every run has. */
  readonly metrics: readonly string[] | null;
  /** In per cent. */
  readonly confidence: number;
  readonly warmUp: number;
  readonly gates: readonly Gate[];
}

/** Commas, but those in the name of a case: `rate [size=64,cipher=gcm]`. */
const BETWEEN_METRICS = /,(?![^[]*\])/;

/** Reads the options of `conduct compare`; what makes no sense is a ConductorError of code `usage`. */
export function readCompareWishes(options: ParsedOptions): CompareWishes {
  const said = (name: string) => {
    const value = options[name];
    return typeof value === 'string' ? value : null;
  };
  const gates = said('failIf');
  return {
    metrics:
      said('metric')
        ?.split(BETWEEN_METRICS)
        .map((name) => name.trim()) ?? null,
    confidence: confidenceOf(said('confidence') ?? '95'),
    warmUp: warmUpOf(said('warmUp') ?? '0'),
    gates: gates === null ? [] : readGates(gates),
  };
}

function confidenceOf(text: string): number {
  const value = /^\d+(\.\d+)?%?$/.test(text) ? Number(text.replace('%', '')) : Number.NaN;
  if (value > 0 && value < 100) return value;
  throw usageError(`--confidence wants per cent between 0 and 100, such as 95 or 99.9, not "${text}"`);
}

function warmUpOf(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw usageError(`--warm-up wants a whole number of trials, not "${text}"`);
}
