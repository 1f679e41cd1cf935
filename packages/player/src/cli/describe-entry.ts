import type { JournalEntry, Outcome, StepId } from '@conductor/types';
import { counted } from './counted.ts';

/** A journal entry as a line for people; `null` for what only programs want to know. */
export function describeEntry(entry: JournalEntry): string | null {
  switch (entry.kind) {
    case 'trial-loaded':
      return `trial ${entry.trial.trial} of run ${entry.run.runId} is loaded`;
    case 'trial-resumed':
      return `this host was rebooted by ${nameOf(entry.step)}; the trial is taken up again`;
    case 'phase-began':
      return `${entry.phase} began`;
    case 'step-began':
      return `${nameOf(entry.step)} began`;
    case 'step-ended':
      return `${nameOf(entry.step)} ${describeOutcome(entry.outcome)} after ${(entry.durationMs / 1000).toFixed(3)} s`;
    case 'steps-done':
      return `${entry.phase}: all steps are done`;
    case 'phase-finished':
      return `${entry.phase} is finished, ${entry.leftovers.length} left behind`;
    case 'trial-stopped':
      return `the trial is stopped: ${entry.reason}`;
    case 'remark':
      return entry.step ? `${nameOf(entry.step)}: ${entry.text}` : entry.text;
    case 'left-behind':
      return `${entry.leftovers.length} left behind by the trial`;
    case 'state-compared':
      return entry.comparison.kind === 'compared'
        ? `compared with before Startup, ${counted(entry.comparison.changeCount, 'thing')} of the host differ`
        : `whether the host is as it was is not known: ${entry.comparison.reason}`;
    case 'trial-closed':
      return `the trial is closed; Reset: ${entry.reset}`;
    case 'file-refused':
      return `${nameOf(entry.step)}: ${entry.path}: ${entry.reason}`;
    case 'file-found':
    case 'output-closed':
    case 'output-rewound':
      return null;
    default:
      return entry satisfies never;
  }
}

function nameOf({ phase, index }: StepId): string {
  return `${phase} ${index}`;
}

/** How a step ended, in words that follow its name. */
export function describeOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'exited':
      return `exited with ${outcome.code}`;
    case 'signaled':
      return `was ended by ${outcome.signal}`;
    case 'fetched':
      return `fetched ${counted(outcome.files, 'file')}`;
    case 'ready':
      return 'found what it waited for';
    case 'synced':
      return 'found all others there';
    case 'rebooted':
      return 'rebooted this host';
    case 'fetch-failed':
    case 'sync-broken':
    case 'not-ready':
    case 'reboot-failed':
    case 'stopped':
    case 'skipped':
    case 'not-started':
    case 'unknown':
      return `${outcome.kind} (${outcome.reason})`;
    case 'deadline':
      return 'was ended at its deadline';
    case 'timed-out':
      return 'still ran at its limit, and was ended';
    case 'output-limit':
      return 'printed more than it may, and was ended';
    case 'lifetime-over':
      return 'was ended with its phase';
    default:
      return outcome satisfies never;
  }
}
