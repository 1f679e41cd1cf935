import type { Settings } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import type { PlainValue } from '../read-entry.ts';
import { readValue, reportUnknownKey } from '../read-value.ts';
import type { Reader } from '../values/reading.ts';
import { SETTINGS, TRIALS, UNUSED_TEST_KEYS } from './settings.ts';
import { TEST_NAME } from './test-name.ts';

/** What `[Test]` says beyond the name. What is absent or wrong is not in it. */
export interface TestSettings {
  readonly trials?: number | undefined;
  readonly settings: Partial<Settings>;
}

const FIELDS = new Map(
  Object.entries(SETTINGS).map(([field, { key, read }]): [string, { field: string; read: Reader<unknown> }] => [
    key,
    { field, read },
  ]),
);

const KEYS = [TRIALS.key, TEST_NAME.key, ...FIELDS.keys()];

/** Reads the settings of a test, and reports keys that are none. */
export function readSettings(values: readonly PlainValue[], findings: Findings): TestSettings {
  let trials: number | undefined;
  const settings: [string, unknown][] = [];
  for (const value of values) {
    const row = FIELDS.get(value.key);
    if (row !== undefined) {
      const setting = readValue(value, row.read, findings);
      if (setting !== undefined) settings.push([row.field, setting]);
    } else if (value.key === TRIALS.key) {
      trials = readValue(value, TRIALS.read, findings);
    } else if (value.key !== TEST_NAME.key) {
      reportUnknownKey(value, KEYS, UNUSED_TEST_KEYS, findings);
    }
  }
  // Each field came with the reader of its own type.
  return { trials, settings: Object.fromEntries(settings) as Partial<Settings> };
}
