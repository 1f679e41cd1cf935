import type { Phase, Step } from '@conductor/types';
import type { DiagnosticCode } from '../diagnostics/diagnostic-codes.ts';
import type { Findings, FindingTexts } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import { placeOfValue } from '../dialect/place-in-value.ts';
import { isLongerThan, LIMITS } from '../limits.ts';
import { readKeyWords, withKeyWords } from './key-words.ts';
import { readCommand } from './read-command.ts';
import { readFetch } from './read-fetch.ts';
import { readPut } from './read-put.ts';
import { readReady } from './read-ready.ts';
import { readReboot } from './read-reboot.ts';
import { readSync } from './read-sync.ts';
import { readStepKey, type StepKey } from './step-key.ts';
import type { StepBase, StepLine } from './step-line.ts';

/** Makes the step at a place of a phase, from 1; `null` after a finding says why there is none. */
export function readStep(line: StepLine, index: number, findings: Findings): Step | null {
  const { entry, text } = line;
  const words = readKeyWords(entry.key);
  const key = readStepKey(words.key);
  reportKey(key, line, findings);
  if (isLongerThan(text, LIMITS.commandBytes)) {
    findings.add('command-too-long', placeOfValue(entry.value), {
      message: `${entry.spelling} is longer than ${LIMITS.commandBytes / 1024} KiB`,
      suggestion: 'put it into a script on the player, and run that',
    });
    return null;
  }
  const { file, line: lineNumber } = entry.place;
  const base = { index, key: words.key, place: { file, line: lineNumber } };
  if (key.kind === 'stray-words') return null;
  const step = readKind(base, key, line, findings);
  return step && withKeyWords(step, words, entry, findings);
}

function readKind(base: StepBase, key: StepKey, line: StepLine, findings: Findings): Step | null {
  if (key.kind === 'ready') return readReady(base, key, line, findings);
  if (key.kind === 'sync') return readSync(base, key, line, findings);
  if (key.kind === 'reboot') return readReboot(base, line, findings);
  if (key.kind === 'fetch') return readFetch(base, key, line, findings);
  return key.kind === 'put' ? readPut(base, key, line, findings) : readCommand(base, key, line, findings);
}

function reportKey(key: StepKey, { entry, phase }: StepLine, findings: Findings): void {
  const code = codeOf(key, phase);
  if (code !== null) findings.add(code, entry.place, { found: entry.spelling, ...explain(key, entry.spelling) });
}

function codeOf(key: StepKey, phase: Phase): DiagnosticCode | null {
  switch (key.kind) {
    case 'step':
    case 'fetch':
    case 'ready':
    case 'sync':
    case 'put':
    case 'reboot':
      return null;
    case 'spawn':
    case 'timeout':
      return phase === 'run' ? null : 'kind-outside-run';
    case 'unclear-timeout':
      return 'unclear-timeout';
    case 'unknown':
      return 'unknown-step-kind';
    case 'stray-words':
      return 'bad-value';
  }
}

function explain(key: StepKey, spelling: string): FindingTexts {
  switch (key.kind) {
    case 'unclear-timeout': {
      const message = `${quote(spelling)} states no plain number of seconds, and runs as a plain step`;
      return { message, expected: 'timeoutN, N in seconds', suggestion: key.suggestion };
    }
    case 'unknown': {
      const message = `${quote(spelling)} is no kind of step that is known, and runs as a plain step`;
      const expected = 'stepN, spawnN, timeoutN (N in seconds), readyN, syncN, fetchN, putN, or rebootN';
      return { message, expected, suggestion: key.suggestion };
    }
    case 'stray-words': {
      const message = `${quote(spelling)} has words behind it that this kind of step does not know`;
      return { message, expected: key.expected, suggestion: key.suggestion };
    }
    default:
      return { message: `${spelling} works in every phase; the original partly ignores it outside Run` };
  }
}
