import { describe, expect, it } from 'vitest';
import { loadRules, parseTest } from '../../src/index.ts';
import { plantedIn, rigsIn } from '../support/rig-files.ts';

const rules = await loadRules();
const RIGS = rigsIn('planted');
/** Notes that are about the original, not about a mistake. */
const ABOUT_THE_ORIGINAL = new Set([
  'own-step-kind',
  'kind-outside-run',
  'value-prefix',
  'missing-phase',
  'section-spelling',
]);

describe('each planted mistake is found on its line, and nothing else is', () => {
  it('of which there are forty at least', () => {
    expect(RIGS.flatMap(plantedIn).length).toBeGreaterThanOrEqual(40);
  });

  it.each(RIGS)('$name', (rig) => {
    const { test, diagnostics } = parseTest(rig.texts, { rules });
    const found = diagnostics
      .filter(({ code }) => !ABOUT_THE_ORIGINAL.has(code))
      .map(({ code, place }) => `${place.file}:${place.line} ${code}`);
    expect(found.toSorted()).toEqual(plantedIn(rig).toSorted());
    expect(test, 'old files stay what they were').not.toBeNull();
  });
});
