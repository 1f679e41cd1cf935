import { systemReason } from '@conductor/types';
import { mayBeRemoved } from '../spool/expired-runs.ts';
import { heldRun } from '../spool/held-run.ts';
import { type SpooledRun, spooledRuns } from '../spool/spooled-run.ts';
import { bytesText, durationText } from '../spool/texts.ts';
import type { TrialDebt } from '../spool/trial-debt.ts';
import { type Finding, green, red, yellow } from './finding.ts';
import type { Plan } from './plan.ts';

/** What earlier runs left: Resets that are owed, and results that nobody collected. */
export async function examineKept({ stateFolder, limits }: Plan): Promise<readonly Finding[]> {
  try {
    const held = heldRun(stateFolder);
    const runs = await spooledRuns(stateFolder, held);
    return [owed(runs), kept(runs, limits.keepMs)];
  } catch (error) {
    return [yellow('Reset', `it cannot be read what is owed: ${systemReason(error)}`, 'ask as the user of the player')];
  }
}

function owed(runs: readonly SpooledRun[]): Finding {
  const inState = (debt: TrialDebt) => runs.filter(({ trials }) => trials.some((trial) => trial.debt === debt));
  const [debts, open] = [inState('owed'), inState('open')];
  if (debts.length > 0) {
    const text = `owed by ${names(debts)}: what the run did to this host is not undone`;
    return red('Reset', text, 'start the player on this state folder: it pays before it listens');
  }
  if (open.length > 0) return yellow('Reset', `${names(open)}: somebody is at work on it`, 'wait until that is over');
  return green('Reset', 'none is owed');
}

function kept(runs: readonly SpooledRun[], keepMs: number): Finding {
  const closed = runs.filter(mayBeRemoved);
  const bytes = bytesText(closed.reduce((sum, run) => sum + run.bytes, 0));
  const missing = closed.filter(({ trials }) => trials.some(({ isCollected }) => !isCollected));
  if (missing.length === 0)
    return green('results', closed.length === 0 ? 'nothing is kept' : `${bytes}, all collected`);
  const text = `${bytes} are kept, and not all was collected of ${names(missing)}`;
  return yellow('results', text, `collect or remove them: player spool; they go after ${durationText(keepMs)}`);
}

/** So many are named. */
const MOST_NAMES = 3;

function names(runs: readonly SpooledRun[]): string {
  const named = runs.slice(0, MOST_NAMES).map(({ runId }) => `run ${runId}`);
  const rest = runs.length - named.length;
  return rest === 0 ? named.join(', ') : `${named.join(', ')} and ${rest} more`;
}
