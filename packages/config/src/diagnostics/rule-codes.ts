import type { Severity } from './severity.ts';

/** What a rule of `conduct check` stands for. */
interface RuleMeaning {
  /** Never an error: a file that runs goes on running. */
  readonly severity: Exclude<Severity, 'error'>;
  readonly why: string;
  /** What to do, where the finding itself has nothing more exact. */
  readonly fix: string;
}

/** The codes that `conduct check` finds and a run does not look for. The reference is docs/checks.md. */
export const RULE_CODES = {
  'reset-symmetry': {
    severity: 'warning',
    why: 'What is changed on a host and not changed back is there in the next test, and in that of somebody else.',
    fix: 'undo it in [Reset]',
  },
  'client-before-server': {
    severity: 'warning',
    why: 'All players begin a phase together: whether the server listens in time is left to chance.',
    fix: 'start the server in [Startup] with spawnN, or wait until it listens with readyN',
  },
  'sleep-as-wait': {
    severity: 'warning',
    why: 'A pause that is too short fails now and then, and one that is long enough wastes time in every trial.',
    fix: 'wait for what is meant: ready1: tcp HOST:PORT',
  },
  'silent-log': {
    severity: 'warning',
    why: 'A program whose output is no terminal keeps it back until it has some thousand bytes of it: a line that is waited for may come at its end.',
    fix: 'wait until the port is open instead: ready1: tcp HOST:PORT',
  },
  'sync-alone': {
    severity: 'warning',
    why: 'A sync that only one player mentions in a phase is over at once: most likely another player spells it differently.',
    fix: 'mention the same name in the same phase of every player that is to wait',
  },
  'sync-order': {
    severity: 'warning',
    why: 'Players that come to the same syncs in different orders wait for each other until the limit.',
    fix: 'bring the syncs of all players into one order',
  },
  'ended-by-reboot': {
    severity: 'warning',
    why: 'What was spawned before a reboot dies with the host, and nobody starts it again.',
    fix: 'start it behind the rebootN',
  },
  'default-limit': {
    severity: 'warning',
    why: 'A stepN that states no limit is ended after step_timeout, and has failed.',
    fix: 'write timeoutN, or set step_timeout in [Test]',
  },
  'endless-step': {
    severity: 'warning',
    why: 'A command that ends only when it is told to keeps the phase waiting up to the limit of its step, and then has failed.',
    fix: 'write spawnN, or timeoutN',
  },
  'cut-short': {
    severity: 'warning',
    why: 'A measurement that is ended before its own time is up is another measurement.',
    fix: 'give timeoutN more seconds than the command takes',
  },
  'port-twice': {
    severity: 'warning',
    why: 'The second of two servers on one port does not start, and its clients speak with the first.',
    fix: 'give one of the two another port',
  },
  'misspelt-command': {
    severity: 'warning',
    why: 'The shell learns only on the player that there is no such program.',
    fix: 'correct the name; a program of your own is written with its path',
  },
  'lost-variable': {
    severity: 'warning',
    why: 'Each step is a shell of its own: what one sets, the next does not know, and an empty word takes its place.',
    fix: 'set the variable in the step that uses it, or use [Variables]',
  },
  'lost-state': {
    severity: 'warning',
    why: 'Each step is a shell of its own: cd, export and umask end with it.',
    fix: 'join it with the command that needs it: cd /tmp && …',
  },
  'truncates-input': {
    severity: 'warning',
    why: 'The shell empties the file behind > before the command that reads it begins.',
    fix: 'write to another file, and rename that',
  },
  'overwrites-output': {
    severity: 'warning',
    why: 'Of two steps that write to one file with >, only the later is left.',
    fix: 'write to two files, or append with >>',
  },
  'unseen-end': {
    severity: 'note',
    why: 'How a command behind & ends is in no report; a spawnN has an outcome and an output of its own.',
    fix: 'write spawnN',
  },
  'unneeded-allowance': {
    severity: 'note',
    why: 'A comment that silences nothing hides the next mistake.',
    fix: 'remove the comment',
  },
} as const satisfies Readonly<Record<string, RuleMeaning>>;
