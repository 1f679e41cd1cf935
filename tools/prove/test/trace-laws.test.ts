import { TOLD, type Traced } from '@conductor/lab';
import { expect, test } from 'vitest';
import { repeatFaults, resetFaults } from '../src/trace-laws.ts';

const LETTERS: Readonly<Record<string, Pick<Traced, 'phase' | 'word'>>> = {
  s: { phase: 'startup', word: TOLD.ready },
  b: { phase: 'reset', word: TOLD.resetBegan },
  h: { phase: 'reset', word: TOLD.resetHalfway },
  e: { phase: 'reset', word: TOLD.resetEnded },
};

/** A trace by one letter for each word; a digit begins another run. */
function trace(text: string): Traced[] {
  let runId = 'run-0';
  return [...text].flatMap((letter) => {
    const told = LETTERS[letter];
    if (told !== undefined) return [{ atSeconds: 0, trial: 1, step: 'step1', runId, ...told }];
    runId = `run-${letter}`;
    return [];
  });
}

test.each(['', 'sbhe', 'sbbhe', 'sbhbhe', 'sbhebhe', 'sbhebh', 'sbhe1sbhe'])('"%s" is as it must be', (text) => {
  expect(resetFaults('dut', trace(text))).toEqual([]);
});

test.each(['s', 'sb', 'sbh', 'sbhe1s', 's1sbhe'])('"%s" is a Reset that is owed', (text) => {
  expect(resetFaults('dut', trace(text)).join()).toMatch(
    /^player dut began Startup and did not reset in trial 1 of run-\d$/,
  );
});

test.each(['sbbhhee', 'sbhbehe', 'sbhebhee', 'sbbhehe'])('"%s" are two Resets at the same time', (text) => {
  expect(resetFaults('dut', trace(text)).join()).toContain('at the same time');
});

test('a step that began twice is found', () => {
  expect(repeatFaults('dut', trace('sbhebhe'))).toEqual([]);
  expect(repeatFaults('dut', trace('ss'))).toEqual([
    'player dut performed startup step1 of trial 1 of run-0 (ready) twice',
  ]);
});
