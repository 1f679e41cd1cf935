import { RULE_CODES } from './rule-codes.ts';
import type { Severity } from './severity.ts';

/** What a code stands for. */
interface CodeMeaning {
  readonly severity: Severity;
  /** Under `strict`: what is most likely a misspelt word becomes an error. */
  readonly strictSeverity?: Severity;
  /** Why this is said at all. */
  readonly why: string;
  /** What to do, where the finding itself has nothing more exact. */
  readonly fix?: string;
}

const ERRORS = {
  'no-such-file': { severity: 'error', why: 'A file that is named must exist.' },
  'not-a-file': { severity: 'error', why: 'A directory or a device has no text to read.' },
  unreadable: { severity: 'error', why: 'The system refused to read the file.' },
  'not-utf-8': { severity: 'error', why: 'A wrong encoding would change commands silently.' },
  'nul-byte': { severity: 'error', why: 'A command cannot hold a NUL, and a text file has none.' },
  'file-too-long': { severity: 'error', why: 'More than 1 MiB is no hand-written test.' },
  'line-too-long': { severity: 'error', why: 'A line over 64 KiB is most likely not a line.' },
  'command-too-long': { severity: 'error', why: 'The system cannot start a command of more than 120 KiB.' },
  'expansion-too-large': { severity: 'error', why: 'Variables that hold variables can grow without bound.' },
  'too-many-steps': { severity: 'error', why: 'A player takes at most 10,000 steps a trial.' },
  'no-section-header': { severity: 'error', why: 'A line before the first [Section] belongs to nothing.' },
  'duplicate-section': { severity: 'error', why: 'Which of two sections is meant cannot be told.' },
  'duplicate-key': { severity: 'error', why: 'Which of two values is meant cannot be told.' },
  'no-delimiter': {
    severity: 'error',
    why: 'A line that is neither header, comment, continuation nor `key: value` has no meaning.',
  },
  'empty-key': { severity: 'error', why: 'A value without a key has no meaning.' },
  'missing-section': { severity: 'error', why: 'The file cannot be what it was given as.' },
  'misspelt-section': { severity: 'error', why: 'A phase with another name would be empty, and the test would pass.' },
  'two-spellings': {
    severity: 'error',
    why: 'Old and new name of one section together: which one is meant cannot be told.',
  },
  'no-players': { severity: 'error', why: 'A test without players tests nothing, and would pass.' },
  'missing-key': { severity: 'error', why: 'There is no default for it.' },
  'bad-value': { severity: 'error', why: 'The value is none that this key can have.' },
  'bad-address': { severity: 'error', why: 'Nobody could be dialled there.' },
  'bad-port': { severity: 'error', why: 'A port is a whole number from 1 to 65535.' },
  'bad-player-name': {
    severity: 'error',
    why: 'Names of players become names of directories and words on a terminal.',
  },
  'same-address': { severity: 'error', why: 'Two players cannot listen on one port of one host.' },
  'unknown-variable': { severity: 'error', why: 'An unknown name would reach the shell as garbage.' },
  'variable-depth': { severity: 'error', why: 'Variables that need each other, or more than ten deep, have no value.' },
  'secret-name': { severity: 'error', why: 'The name of a secret becomes that of an environment variable.' },
  'secret-place': {
    severity: 'error',
    why: 'A secret is for commands only, and only where the shell hands its text on as it is.',
  },
  'not-a-pattern': {
    severity: 'error',
    why: '`fetchN` brings files home; its value is a path or a pattern, and no command.',
  },
  'bad-metric': { severity: 'error', why: 'A number that cannot be found would be missing from every trial.' },
  'bad-metric-name': { severity: 'error', why: 'Names of metrics head tables, columns and files.' },
  'same-metric': { severity: 'error', why: 'Which of two metrics is meant cannot be told.' },
  'bad-check': { severity: 'error', why: 'What cannot be compared would decide nothing.' },
  'unknown-metric': { severity: 'error', why: 'A check of nothing would pass for ever.' },
  'not-available': {
    severity: 'error',
    why: 'The word has a meaning that this version cannot fulfil; to ignore it would mislead.',
  },
} as const satisfies Record<string, CodeMeaning>;

const WARNINGS = {
  'unknown-section': {
    severity: 'warning',
    strictSeverity: 'error',
    why: 'A misspelt section is silently without effect.',
  },
  'unknown-key': { severity: 'warning', strictSeverity: 'error', why: 'A misspelt key is silently without effect.' },
  'unknown-step-kind': {
    severity: 'warning',
    strictSeverity: 'error',
    why: 'Any key makes a step, so a misspelt `spawn1` would run in the foreground.',
  },
  'unclear-timeout': { severity: 'warning', why: '`timeout` without a plain number of seconds runs as a plain step.' },
  'unused-prefix': {
    severity: 'warning',
    why: 'A prefix in the value counts after `stepN` only; here the shell gets it.',
  },
  'empty-command': { severity: 'warning', why: 'A step without a command passes and does nothing.' },
  'unclear-variable': { severity: 'warning', why: 'It begins like a variable and is none, so it stays as written.' },
  'own-output': {
    severity: 'warning',
    why: 'A command that opens its own output again truncates what it wrote before.',
  },
  'kills-itself': {
    severity: 'warning',
    why: '`pkill -f` also finds the shell that runs it, by the words of the command itself.',
  },
  'unknown-allowance': {
    severity: 'warning',
    why: 'A comment that is to silence something and does not is a mistake of its own.',
  },
  'bad-undo': {
    severity: 'warning',
    strictSeverity: 'error',
    why: 'A rule that cannot be read finds nothing.',
  },
  'two-player-files': { severity: 'warning', why: 'The original would read the file of the current directory.' },
} as const satisfies Record<string, CodeMeaning>;

const NOTES = {
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
  'own-step-kind': { severity: 'note', why: 'To the original every key makes a command.' },
  'shared-results-port': { severity: 'note', why: 'The original hangs when players share it.' },
  'unused-key': { severity: 'note', why: 'The original knows the key; here it has no effect.' },
  'name-case': {
    severity: 'note',
    why: 'The original lower-cases names, so that capitals never match on its command line.',
  },
  'more-like-this': { severity: 'note', why: 'A hundred of a kind in one file are enough.' },
} as const satisfies Record<string, CodeMeaning>;

/** Every code there is, with its severity and the reason for it. The reference is docs/config-format.md. */
export const DIAGNOSTIC_CODES: { readonly [Code in DiagnosticCode]: CodeMeaning } = {
  ...ERRORS,
  ...WARNINGS,
  ...NOTES,
  ...RULE_CODES,
};

/** One of the closed set of codes. */
export type DiagnosticCode = keyof typeof ERRORS | keyof typeof WARNINGS | keyof typeof NOTES | keyof typeof RULE_CODES;
