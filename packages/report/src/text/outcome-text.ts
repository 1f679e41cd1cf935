import { type Exit, type Outcome, visibleText } from '@conductor/types';
import { count, formatBytes, formatDuration } from './quantities.ts';

/** How a step ended, in a few words; they follow its verdict, and do not say it again. */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'exited':
      return outcome.code === 0 ? 'exit 0' : `exit ${outcome.code}${meaningOf(outcome.code)}`;
    case 'signaled':
      return `killed by ${visibleText(outcome.signal)}`;
    case 'deadline':
      return `ended at its ${formatDuration(outcome.limitMs)}${exitText(outcome.exit)}`;
    case 'timed-out':
      return `still ran at the limit of ${formatDuration(outcome.limitMs)}, and was ended${exitText(outcome.exit)}`;
    case 'output-limit':
      return `wrote more than ${formatBytes(outcome.limitBytes)}`;
    case 'lifetime-over':
      return `ended with its phase${exitText(outcome.exit)}`;
    case 'stopped':
      return `stopped: ${visibleText(outcome.reason)}`;
    case 'skipped':
      return visibleText(outcome.reason);
    case 'not-started':
      return `could not be started: ${visibleText(outcome.reason)}`;
    case 'fetched':
      return `fetched ${count(outcome.files, 'file')}`;
    case 'fetch-failed':
      return `fetched ${outcome.files === 0 ? 'nothing' : `${count(outcome.files, 'file')}, not all`}: ${visibleText(outcome.reason)}`;
    case 'ready':
      return 'ready';
    case 'synced':
      return 'all have come';
    case 'sync-broken':
      return `broken: ${visibleText(outcome.reason)}`;
    case 'rebooted':
      return 'is back';
    case 'not-ready':
    case 'reboot-failed':
    case 'unknown':
      return visibleText(outcome.reason);
    default:
      return outcome satisfies never;
  }
}

/** What to do about an outcome that may have been meant otherwise; `null` when there is nothing to say. */
export function outcomeAdvice(outcome: Outcome): string | null {
  if (outcome.kind === 'timed-out') return 'write timeoutN: instead of stepN: where this is meant, or set step_timeout';
  return outcome.kind === 'output-limit' ? 'set max_output where this is meant' : null;
}

/** What a shell means by some codes (POSIX, Shell Command Language, 2.8.2). */
function meaningOf(code: number): string {
  if (code === 126) return ' (the command cannot be executed)';
  return code === 127 ? ' (command not found)' : '';
}

function exitText(exit: Exit): string {
  switch (exit.kind) {
    case 'code':
      return exit.code === 0 ? '' : ` with exit ${exit.code}`;
    case 'signal':
      return ` by ${visibleText(exit.signal)}`;
    case 'lost':
      return ', its end was not seen';
    default:
      return exit satisfies never;
  }
}
