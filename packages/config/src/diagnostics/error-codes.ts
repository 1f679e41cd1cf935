import type { CodeMeaning } from './code-meaning.ts';

/** What refuses a test: it would not run, or not mean what was meant. The reference is docs/config-format.md. */
export const ERROR_CODES = {
  'no-such-file': {
    severity: 'error',
    why: 'A file that is named must exist.',
    fix: 'correct the path; player files are looked for beside the test file, then in the current directory',
  },
  'not-a-file': {
    severity: 'error',
    why: 'A directory or a device has no text to read.',
    fix: 'name a regular file; a directory, a device or a pipe has no text',
  },
  unreadable: {
    severity: 'error',
    why: 'The system refused to read the file.',
    fix: 'the system refused to read it: look at its permissions',
  },
  'not-utf-8': {
    severity: 'error',
    why: 'A wrong encoding would change commands silently.',
    fix: 'save the file as UTF-8, or `iconv -f ISO-8859-1 -t UTF-8` it',
  },
  'nul-byte': {
    severity: 'error',
    why: 'A command cannot hold a NUL, and a text file has none.',
    fix: 'remove it; a text has none',
  },
  'file-too-long': {
    severity: 'error',
    why: 'More than 1 MiB is no hand-written test.',
    fix: 'a file has at most 1 MiB: is it the right one?',
  },
  'line-too-long': {
    severity: 'error',
    why: 'A line over 64 KiB is most likely not a line.',
    fix: 'go on in lines that are indented deeper than the key',
  },
  'command-too-long': {
    severity: 'error',
    why: 'The system cannot start a command of more than 120 KiB.',
    fix: 'put the command into a script on the player, and run that',
  },
  'expansion-too-large': {
    severity: 'error',
    why: 'Variables that hold variables can grow without bound.',
    fix: 'use fewer or shorter variables',
  },
  'too-many-steps': {
    severity: 'error',
    why: 'A player takes at most 10,000 steps a trial.',
    fix: 'put what belongs together into a script',
  },
  'no-section-header': {
    severity: 'error',
    why: 'A line before the first [Section] belongs to nothing.',
    fix: 'begin with a section such as `[Test]`',
  },
  'duplicate-section': {
    severity: 'error',
    why: 'Which of two sections is meant cannot be told.',
    fix: 'join the two sections; Python refuses them as well',
  },
  'duplicate-key': {
    severity: 'error',
    why: 'Which of two values is meant cannot be told.',
    fix: 'keep one of the two; only in phases are two equal keys two steps',
  },
  'no-delimiter': {
    severity: 'error',
    why: 'A line that is neither header, comment, continuation nor `key: value` has no meaning.',
    fix: 'write `key: value`, or indent the line if it continues a value',
  },
  'empty-key': { severity: 'error', why: 'A value without a key has no meaning.', fix: 'write a key before the `:`' },
  'missing-section': {
    severity: 'error',
    why: 'The file cannot be what it was given as.',
    fix: 'add it, or name the file that has it',
  },
  'player-for-test': {
    severity: 'error',
    why: 'A player file says what one host does; which hosts take part is for a test file to say.',
    fix: 'name the test file: the one with `[Workers]`',
  },
  'misspelt-section': {
    severity: 'error',
    why: 'A phase with another name would be empty, and the test would pass.',
    fix: 'correct the name; sections are case-sensitive',
  },
  'two-spellings': {
    severity: 'error',
    why: 'Old and new name of one section together: which one is meant cannot be told.',
    fix: 'keep one of the two sections',
  },
  'no-players': {
    severity: 'error',
    why: 'A test without players tests nothing, and would pass.',
    fix: 'name at least one player in `[Workers]`',
  },
  'missing-key': { severity: 'error', why: 'There is no default for it.', fix: 'add the line' },
  'bad-value': {
    severity: 'error',
    why: 'The value is none that this key can have.',
    fix: 'choose one of the values that are expected',
  },
  'bad-address': {
    severity: 'error',
    why: 'Nobody could be dialled there.',
    fix: 'write an IPv4 or IPv6 address or a host name, without a port',
  },
  'bad-port': {
    severity: 'error',
    why: 'A port is a whole number from 1 to 65535.',
    fix: 'write a number from 1 to 65535',
  },
  'bad-player-name': {
    severity: 'error',
    why: 'Names of players become names of directories and words on a terminal.',
    fix: 'use letters, digits, `_`, `-` and `.`',
  },
  'same-address': {
    severity: 'error',
    why: 'Two players cannot listen on one port of one host.',
    fix: 'give one of the players another `cmdport`',
  },
  'unknown-variable': {
    severity: 'error',
    why: 'An unknown name would reach the shell as garbage.',
    fix: 'correct the name, or write `%%(name)s` for the text as it is',
  },
  'variable-depth': {
    severity: 'error',
    why: 'Variables that need each other, or more than ten deep, have no value.',
    fix: 'take the variables out of their circle, or put fewer into each other',
  },
  'variable-place': {
    severity: 'error',
    why: 'A parameter, and the number of a trial, are known when a trial begins, and not before.',
    fix: 'use parameters and `%(case)s` in steps, `[State]`, `[Metrics]` and `[Checks]` only, `%(trial)s` in steps only',
  },
  'said-variable': {
    severity: 'error',
    why: 'A variable of the command line that nothing uses is most likely misspelt.',
    fix: 'correct the name behind `-D`, or use it in the files',
  },
  'bad-matrix': {
    severity: 'error',
    why: 'What the combinations are must be certain before any of them is run.',
    fix: 'write `NAME: VALUE, VALUE` or a range, or `NAME, NAME: VALUE VALUE, VALUE VALUE`; in `exclude:` lines `NAME=VALUE`',
  },
  'shadowed-name': {
    severity: 'error',
    why: 'Of a name with two meanings one is silently lost.',
    fix: 'give the parameter a name that is neither built in nor a variable of a file',
  },
  'too-many-cases': {
    severity: 'error',
    why: 'More than 10,000 cases, or 1,000,000 trials, are most likely a slip.',
    fix: 'use fewer values, `exclude:` lines, or several tests',
  },
  'secret-name': {
    severity: 'error',
    why: 'The name of a secret becomes that of an environment variable.',
    fix: 'use at most 64 letters, digits and `_`, a letter first',
  },
  'secret-place': {
    severity: 'error',
    why: 'A secret is for commands only, and only where the shell hands its text on as it is.',
    fix: `use secrets in commands only, in plain words, in \`"…"\` or in \`'…'\`; elsewhere in a command write \`$CONDUCTOR_SECRET_NAME\``,
  },
  'not-a-pattern': {
    severity: 'error',
    why: '`fetchN` brings files home; its value is a path or a pattern, and no command.',
    fix: 'name one absolute path or pattern; write `stepN:` for a command',
  },
  'bad-look': {
    severity: 'error',
    why: 'What is not looked at as it was meant would be called as before.',
    fix: 'write `name: command` with a name of small letters, digits, `_`, `-` and `.`, and a command of at most 4 KiB; 50 of them at most',
  },
  'not-a-condition': {
    severity: 'error',
    why: 'What `readyN` waits for has to be something that a player can look at.',
    fix: 'write `tcp HOST:PORT`, `udp PORT`, `log spawnN /pattern/`, `run COMMAND` or `file PATH`; `stepN:` for a command',
  },
  'not-a-sync': {
    severity: 'error',
    why: 'All players that mention a name in a phase wait for each other there, once; Reset waits for nobody.',
    fix: 'write a name of at most 64 letters, digits, `_`, `-` and `.`, once in a phase of a player, not in `[Reset]`; `stepN:` for a command',
  },
  'not-a-reboot': {
    severity: 'error',
    why: '`rebootN` reboots the host of the player, and the phase goes on when it is back; its value is no command.',
    fix: 'write within how many seconds it has to be back, in `[Startup]` or `[Run]`; `stepN:` for a command',
  },
  'not-a-put': {
    severity: 'error',
    why: '`putN` puts files onto the player; its value is two paths, and no command.',
    fix: 'write `local -> /path/on/the/player`; write `stepN:` for a command',
  },
  'put-in-reset': {
    severity: 'error',
    why: 'Reset runs on every path, also without a conductor that could send files.',
    fix: 'put the file in `[Startup]`; what is put is taken away at the end of Reset anyway',
  },
  'nothing-to-put': {
    severity: 'error',
    why: 'What is not there cannot be put onto a player.',
    fix: 'correct the path, which is relative to the folder of the player file',
  },
  'bad-metric': {
    severity: 'error',
    why: 'A number that cannot be found would be missing from every trial.',
    fix: 'write `STEP FORMAT …` as in [metrics.md](metrics.md); the message says which word is wrong',
  },
  'bad-metric-name': {
    severity: 'error',
    why: 'Names of metrics head tables, columns and files.',
    fix: 'use letters, digits, `_`, `-`, `.` and `/`, a letter first',
  },
  'same-metric': {
    severity: 'error',
    why: 'Which of two metrics is meant cannot be told.',
    fix: 'give one of the two another name: names of metrics are those of the whole test',
  },
  'bad-check': {
    severity: 'error',
    why: 'What cannot be compared would decide nothing.',
    fix: "write `mean >= 9 Gbit/s`, with a unit of the same kind as the metric's",
  },
  'unknown-metric': {
    severity: 'error',
    why: 'A check of nothing would pass for ever.',
    fix: 'name a metric of the test',
  },
} as const satisfies Readonly<Record<string, CodeMeaning>>;
