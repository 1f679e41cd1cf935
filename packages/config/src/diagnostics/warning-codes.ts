import type { CodeMeaning } from './code-meaning.ts';

/** What is probably meant otherwise, and a run tells as well. The reference is docs/config-format.md. */
export const WARNING_CODES = {
  'unknown-section': {
    severity: 'warning',
    strictSeverity: 'error',
    why: 'A misspelt section is silently without effect.',
    fix: 'correct the name, or remove the section: it has no effect',
  },
  'unknown-key': {
    severity: 'warning',
    strictSeverity: 'error',
    why: 'A misspelt key is silently without effect.',
    fix: 'correct the name, or remove the line: it has no effect',
  },
  'misspelt-system': {
    severity: 'warning',
    why: 'A player whose `only startup` fits no system is left out of every run, and everything else passes.',
    fix: 'write the system as it calls itself: `FreeBSD`, `Linux`, and for architectures `x64`, `arm64`',
  },
  'unknown-step-kind': {
    severity: 'warning',
    strictSeverity: 'error',
    why: 'Any key makes a step, so a misspelt `spawn1` would run in the foreground.',
    fix: 'write `stepN`, `spawnN`, `timeoutN`, `fetchN`, `readyN`, `syncN`, `putN` or `rebootN`; it runs as a plain step',
  },
  'unclear-timeout': {
    severity: 'warning',
    why: '`timeout` without a plain number of seconds runs as a plain step.',
    fix: 'write the seconds as a plain number: `timeout300`; it runs as a plain step',
  },
  'unused-prefix': {
    severity: 'warning',
    why: 'A prefix in the value counts after `stepN` only; here the shell gets it.',
    fix: 'write the kind in the key or in the value, not in both; the shell gets the prefix',
  },
  'empty-command': {
    severity: 'warning',
    why: 'A step without a command passes and does nothing.',
    fix: 'write a command; the step does nothing, and passes',
  },
  'unclear-variable': {
    severity: 'warning',
    why: 'It begins like a variable and is none, so it stays as written.',
    fix: 'write `%(name)s` for the variable, `%%(name)` for the text',
  },
  'own-output': {
    severity: 'warning',
    why: 'A command that opens its own output again truncates what it wrote before.',
    fix: 'write `>&2` for `> /dev/stderr`, or set `capture: pipe`; opening an output again truncates it',
  },
  'kills-itself': {
    severity: 'warning',
    why: '`pkill -f` also finds the shell that runs it, by the words of the command itself.',
    fix: "write `pkill -f '[i]perf3'`; a pattern without the bracket finds the shell that runs it",
  },
  'unknown-allowance': {
    severity: 'warning',
    why: 'A comment that is to silence something and does not is a mistake of its own.',
    fix: 'write `# check: allow CODE`, with codes of warnings or notes: [checks.md](checks.md#silencing-a-finding)',
  },
  'bad-undo': {
    severity: 'warning',
    strictSeverity: 'error',
    why: 'A rule that cannot be read finds nothing.',
    fix: 'write `name: what is done -> what undoes it`: [checks.md](checks.md#what-reset-has-to-undo)',
  },
  'two-player-files': {
    severity: 'warning',
    why: 'The original would read the file of the current directory.',
    fix: 'remove one of the files, or write a path that leads to one only',
  },
  'blanks-in-value': {
    severity: 'warning',
    strictSeverity: 'error',
    why: 'Between the values of a parameter are commas; with blanks alone they are one value, and the test has one case.',
    fix: 'write commas between the values, or quotes around one value that has blanks',
  },
  'maybe-nothing-to-put': {
    severity: 'warning',
    why: 'A player with `only startup` reads what it puts when it takes part, and then the run ends before anything has begun.',
    fix: 'correct the path, which is relative to the folder of the player file',
  },
  'unneeded-exclusion': {
    severity: 'warning',
    strictSeverity: 'error',
    why: 'An exclusion that leaves nothing out was probably meant otherwise.',
    fix: 'correct the values, or remove the line',
  },
} as const satisfies Readonly<Record<string, CodeMeaning>>;
