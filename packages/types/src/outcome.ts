/**
 * How a step ended. The first reason wins: a command that is ended at its deadline and exits 1 on the
 * signal has the outcome `deadline`, and carries how it died in `exit`.
 */
export type Outcome =
  /** The command ended by itself. */
  | { readonly kind: 'exited'; readonly code: number }
  /** Somebody else's signal ended it. `signal` by name: `SIGSEGV`. */
  | { readonly kind: 'signaled'; readonly signal: string }
  /** A `timeoutN` reached N seconds: the intended end. */
  | { readonly kind: 'deadline'; readonly limitMs: number; readonly exit: Exit }
  /** A step reached the default limit. */
  | { readonly kind: 'timed-out'; readonly limitMs: number; readonly exit: Exit }
  /** It wrote more than `max_output`; what it wrote is kept. */
  | { readonly kind: 'output-limit'; readonly limitBytes: number; readonly exit: Exit }
  /** It was still alive when the work that it supported was over: the normal end of a spawn. */
  | { readonly kind: 'lifetime-over'; readonly exit: Exit }
  /** The run was stopped while it ran. */
  | { readonly kind: 'stopped'; readonly reason: string; readonly exit: Exit }
  /** Its turn never came. */
  | { readonly kind: 'skipped'; readonly reason: string }
  /** The machine could not run it: the shell could not be forked, the gate failed. */
  | { readonly kind: 'not-started'; readonly reason: string }
  /** A fetch step brought this many files home. */
  | { readonly kind: 'fetched'; readonly files: number }
  /** A fetch step could not bring everything home. */
  | { readonly kind: 'fetch-failed'; readonly files: number; readonly reason: string }
  /** What a ready step waited for holds. */
  | { readonly kind: 'ready' }
  /** It did not hold in time, or never will. */
  | { readonly kind: 'not-ready'; readonly reason: string }
  /** All players that mention the sync came to it. */
  | { readonly kind: 'synced' }
  /** One of them did not come in time, or never will. */
  | { readonly kind: 'sync-broken'; readonly reason: string }
  /** The host went down and was back in time. */
  | { readonly kind: 'rebooted' }
  /** It did not go down, or was not back in time. */
  | { readonly kind: 'reboot-failed'; readonly reason: string }
  /** The player died between the step's beginning and its end: nobody knows. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** How a process ended after we asked it to. */
export type Exit =
  | { readonly kind: 'code'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  /** The shell's end was never seen. */
  | { readonly kind: 'lost' };

/** What an outcome means for the run. `unknown` is neither, and weighs more than a failure. */
export type Verdict = 'passed' | 'failed' | 'skipped' | 'unknown';

const VERDICT_OF: { readonly [K in Outcome['kind']]: Verdict | null } = {
  exited: null,
  signaled: 'failed',
  deadline: 'passed',
  'timed-out': 'failed',
  'output-limit': 'failed',
  'lifetime-over': 'passed',
  stopped: 'skipped',
  skipped: 'skipped',
  'not-started': 'failed',
  fetched: 'passed',
  'fetch-failed': 'failed',
  ready: 'passed',
  'not-ready': 'failed',
  synced: 'passed',
  'sync-broken': 'failed',
  rebooted: 'passed',
  'reboot-failed': 'failed',
  unknown: 'unknown',
};

/** The verdict of one step. A step that may fail (`-command`) turns a failure into a pass; nothing turns `unknown`. */
export function verdictOf(outcome: Outcome, mayFail: boolean): Verdict {
  const verdict = VERDICT_OF[outcome.kind] ?? (outcome.kind === 'exited' && outcome.code === 0 ? 'passed' : 'failed');
  return verdict === 'failed' && mayFail ? 'passed' : verdict;
}

const SEVERITY: { readonly [V in Verdict]: number } = { skipped: 0, passed: 1, failed: 2, unknown: 3 };

/** The worst of several verdicts: unknown, failed, passed, skipped. An empty list has passed. */
export function worstVerdict(verdicts: Iterable<Verdict>): Verdict {
  let worst: Verdict | undefined;
  for (const verdict of verdicts) {
    if (worst === undefined || SEVERITY[verdict] > SEVERITY[worst]) worst = verdict;
  }
  return worst ?? 'passed';
}
