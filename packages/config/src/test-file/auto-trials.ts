import type { SourcePlace } from '../diagnostics/diagnostic.ts';
import type { Findings } from '../diagnostics/findings.ts';
import { LIMITS } from '../limits.ts';
import type { PlainValue } from '../read-entry.ts';
import { readValue } from '../read-value.ts';
import { wholeNumber } from '../values/numbers.ts';
import { type Reader, read, refused } from '../values/reading.ts';
import { nonEmpty } from '../values/words.ts';

/** `trials: auto`, as the file says it: which metric it means is not known yet. */
export interface AutoTrials {
  /** Of the value `auto`. */
  readonly place: SourcePlace;
  readonly percent: number;
  readonly fewest: number;
  readonly most: number;
  /** `precision_metric`; `null`: the only one that there is. */
  readonly metric: PlainValue | null;
}

/** Every default of `trials: auto`. */
const DEFAULTS = { percent: 2, fewest: 5, most: 50 } as const;

/** Of fewer trials there is no interval. */
const FEWEST = 2;

const WORD = 'auto';
const COUNT = wholeNumber(1, LIMITS.trials);

/** A number of trials, or the word `auto`. */
export const trialsOrAuto: Reader<number | typeof WORD> = (text) => {
  if (text.toLowerCase() === WORD) return read(WORD);
  const reading = COUNT(text);
  return reading.kind === 'read' ? reading : { ...reading, expected: `${reading.expected}, or ${WORD}` };
};

/** `2%`, `0.5 %`. */
const percent: Reader<number> = (text) => {
  const [, digits] = /^([0-9]{1,3}(?:\.[0-9]{1,9})?) {0,3}%$/.exec(text) ?? [];
  const value = Number(digits);
  return value > 0 && value < 100
    ? read(value)
    : refused('per cent of the mean, more than 0 and below 100, such as 2%');
};

const READERS = { precision: percent, min_trials: wholeNumber(FEWEST, LIMITS.trials), max_trials: COUNT } as const;
const METRIC_KEY = 'precision_metric';

/** The keys that say more of `trials: auto`. */
export const AUTO_KEYS: readonly string[] = [...Object.keys(READERS), METRIC_KEY];

/** Reads what a test says of `trials: auto`. `place`: where it says so; `null`: it does not, and the other keys have no effect. */
export function readAutoTrials(
  values: readonly PlainValue[],
  place: SourcePlace | null,
  findings: Findings,
): AutoTrials | null {
  if (place === null) {
    for (const value of values) reportNoEffect(value, findings);
    return null;
  }
  const entryOf = (key: string) => values.find((value) => value.key === key);
  const numberOf = (key: keyof typeof READERS) => {
    const value = entryOf(key);
    return value && readValue(value, READERS[key], findings);
  };
  const most = numberOf('max_trials') ?? DEFAULTS.most;
  const fewest = numberOf('min_trials') ?? Math.min(DEFAULTS.fewest, most);
  if (fewest > most) reportBounds(entryOf('min_trials'), most, findings);
  const metric = entryOf(METRIC_KEY);
  const isNamed = metric !== undefined && readValue(metric, nonEmpty('a metric'), findings) !== undefined;
  return { place, percent: numberOf('precision') ?? DEFAULTS.percent, fewest, most, metric: isNamed ? metric : null };
}

function reportNoEffect({ spelling, keyPlace }: PlainValue, findings: Findings): void {
  findings.add('unused-key', keyPlace, { message: `${spelling} has no effect without trials: ${WORD}` });
}

function reportBounds(value: PlainValue | undefined, most: number, findings: Findings): void {
  if (value === undefined) return;
  const message = `${value.spelling} is more than max_trials`;
  findings.add('bad-value', value.place, {
    message,
    found: value.text,
    expected: `a whole number from ${FEWEST} to ${most}`,
  });
}
