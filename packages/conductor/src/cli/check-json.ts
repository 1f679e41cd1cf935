import { DIAGNOSTIC_CODES } from '@conductor/config';
import { type Settings, TRIAL_MARK, visibleJson } from '@conductor/types';
import type { CheckedTest } from './checked-test.ts';
import { isNone } from './plan-settings.ts';
import { secretJson } from './secrets-text.ts';

/**
 * Checked tests for programs, each finding with the reason for it and what to do: an object, or a list of them. How many files were named
 * decides, and not how many of them are tests: a pattern gives one shape whatever it meets.
 */
export function checkJson(checked: readonly CheckedTest[], isList: boolean): string {
  const plans = checked.map(planOf);
  return unmarkedJson(visibleJson(isList ? plans : plans[0]));
}

function planOf({ file, loaded: { test, diagnostics, origins }, secrets, changes, phases }: CheckedTest) {
  return {
    file,
    test: test && { ...test, settings: settingsJson(test.settings) },
    phases,
    origins: Object.fromEntries(origins),
    secrets: secrets.map(secretJson),
    changes,
    diagnostics: diagnostics.map((diagnostic) => {
      const { why, fix } = DIAGNOSTIC_CODES[diagnostic.code];
      return { ...diagnostic, why, fix: diagnostic.suggestion ?? fix ?? null };
    }),
  };
}

/** A size of which there is no bound is `null`. */
function settingsJson(settings: Settings): object {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, isNone(value) ? null : value]));
}

/** The number of the trial, as the files have it. */
function unmarkedJson(json: string): string {
  return json.replaceAll(JSON.stringify(TRIAL_MARK).slice(1, -1), '%(trial)s');
}
