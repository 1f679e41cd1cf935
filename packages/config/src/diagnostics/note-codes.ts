import type { CodeMeaning } from './code-meaning.ts';

/** What would be read differently elsewhere. The reference is docs/config-format.md. */
export const NOTE_CODES = {
  'bare-percent': { severity: 'note', why: 'The original refuses a file with a bare %.' },
  'same-key-twice': { severity: 'note', why: 'The original refuses a phase with two equal keys.' },
  'section-spelling': { severity: 'note', why: 'Versions of the original know one spelling each.' },
  'inline-comment': { severity: 'note', why: 'To the original the comment is part of the value.' },
  'kind-outside-run': { severity: 'note', why: 'The original partly ignores these kinds outside Run.' },
  'value-prefix': { severity: 'note', why: 'The original knows prefixes of values in Run only.' },
  'player-file-place': { severity: 'note', why: 'The original looks for player files in the current directory only.' },
  'default-section': { severity: 'note', why: 'The original runs every key of [DEFAULT] as a step, in every phase.' },
  'missing-phase': { severity: 'note', why: 'The original refuses a player file without all four phases.' },
  'byte-order-mark': { severity: 'note', why: 'The original refuses a file that begins with one.' },
  'own-step-kind': { severity: 'note', why: 'To the original every key makes a command.', isToldOnce: true },
  'shared-results-port': { severity: 'note', why: 'The original hangs when players share it.' },
  'unused-key': { severity: 'note', why: 'The original knows the key; here it has no effect.' },
  'name-case': {
    severity: 'note',
    why: 'The original lower-cases names, so that capitals never match on its command line.',
  },
  'more-like-this': { severity: 'note', why: 'A hundred of a kind in one file are enough.' },
} as const satisfies Readonly<Record<string, CodeMeaning>>;
