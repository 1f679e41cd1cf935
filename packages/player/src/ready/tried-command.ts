import { type Outcome, quoteForShell, type ReadyStep, stepText } from '@conductor/types';
import type { ShellWork } from '../steps/shell-work.ts';

/** A `ready … run` as a command that tries until it succeeds. `stepTimeoutMs`: its limit when it has none of its own. */
export function triedCommand(step: ReadyStep, command: string, stepTimeoutMs: number | null): ShellWork {
  const { index, key, place, mayFail } = step;
  const limitMs = step.limitMs ?? stepTimeoutMs;
  const base = { index, key, place, mayFail, command: tryUntilIt(command) };
  return {
    // Without a limit of its own only where there is no default limit either.
    plan: limitMs === null ? { ...base, kind: 'step' } : { ...base, kind: 'timeout', limitMs },
    settle: (outcome) => readyOutcome(outcome, stepText(step)),
  };
}

/** Ends a shell that is told to end while it still tries. */
const SIGNALS = 'HUP INT QUIT ALRM TERM USR1 USR2';
/** Seconds between two tries: short at first, since most things are ready soon. */
const PAUSES = '0.01 0.02 0.04 0.08 0.16';
const LONGEST_PAUSE = '0.25';

/**
 * Runs a command in a shell of its own until it succeeds; when it is told to end before, it ends with the exit code of the last
 * try. A `sleep` that knows whole seconds only sleeps for one.
 */
function tryUntilIt(command: string): string {
  return `conductor_code=0 conductor_pauses='${PAUSES}'
trap 'exit "$conductor_code"' ${SIGNALS}
until /bin/sh -c ${quoteForShell(command)}; do
  conductor_code=$?
  conductor_pause=\${conductor_pauses%% *}
  case $conductor_pauses in *' '*) conductor_pauses=\${conductor_pauses#* } ;; *) conductor_pause=${LONGEST_PAUSE} ;; esac
  sleep "$conductor_pause" 2>/dev/null || sleep 1
done`;
}

function readyOutcome(outcome: Outcome, text: string): Outcome {
  if (outcome.kind === 'exited') {
    if (outcome.code === 0) return { kind: 'ready' };
    return { kind: 'not-ready', reason: `${text}: the shell that tries it ended with exit ${outcome.code}` };
  }
  if (outcome.kind !== 'deadline') return outcome;
  const { exit, limitMs } = outcome;
  const isTried = exit.kind === 'code' && exit.code > 0;
  const last = isTried ? `last try: exit ${exit.code}` : 'the first try did not end';
  return { kind: 'not-ready', reason: `waited ${limitMs / 1000} s for ${text}; ${last}` };
}
