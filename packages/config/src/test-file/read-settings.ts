import type { Settings } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import type { PlainValue } from '../read-entry.ts';
import { readValue, reportUnknownKey } from '../read-value.ts';
import type { Reader } from '../values/reading.ts';
import { AUTO_KEYS, type AutoTrials, readAutoTrials } from './auto-trials.ts';
import { SETTINGS, TRIALS, UNUSED_TEST_KEYS } from './settings.ts';
import { TEST_NAME } from './test-name.ts';

/** What `[Test]` says beyond the name. What is absent or wrong is not in it. */
export interface TestSettings {
  /** At most, with `auto`. */
  readonly trials?: number | undefined;
  /** `null`: so many as `trials` says. */
  readonly auto: AutoTrials | null;
  readonly settings: Partial<Settings>;
}

const FIELDS = new Map(
  Object.entries(SETTINGS).map(([field, { key, read }]): [string, { field: string; read: Reader<unknown> }] => [
    key,
    { field, read },
  ]),
);

/** Keys that become no setting of their own. */
const OWN_KEYS: readonly string[] = [TRIALS.key, TEST_NAME.key, ...AUTO_KEYS];

const KEYS = [...OWN_KEYS, ...FIELDS.keys()];

/** Reads the settings of a test, and reports keys that are none. */
export function readSettings(values: readonly PlainValue[], findings: Findings): TestSettings {
  const settings: [string, unknown][] = [];
  for (const value of values) {
    const row = FIELDS.get(value.key);
    if (row !== undefined) {
      const setting = readValue(value, row.read, findings);
      if (setting !== undefined) settings.push([row.field, setting]);
    } else if (!OWN_KEYS.includes(value.key)) {
      reportUnknownKey(value, KEYS, UNUSED_TEST_KEYS, findings);
    }
  }
  // Each field came with the reader of its own type.
  return { ...readTrials(values, findings), settings: Object.fromEntries(settings) as Partial<Settings> };
}

function readTrials(values: readonly PlainValue[], findings: Findings): Pick<TestSettings, 'trials' | 'auto'> {
  const said = values.find(({ key }) => key === TRIALS.key);
  const trials = said && readValue(said, TRIALS.read, findings);
  const more = values.filter(({ key }) => AUTO_KEYS.includes(key));
  const auto = readAutoTrials(more, said && trials === 'auto' ? said.place : null, findings);
  return { trials: trials === 'auto' ? auto?.most : trials, auto };
}
