import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { errnoOf, PHASES, type PlayerPlan, type PutStep, systemReason } from '@conductor/types';
import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';

/** Reports what the put steps of a test name on this machine and is not there, cannot be read, or is neither file nor folder. */
export async function checkPuts(players: readonly PlayerPlan[], findings: Findings): Promise<void> {
  for (const { phases, only } of players) {
    const code = only === undefined ? 'nothing-to-put' : 'maybe-nothing-to-put';
    for (const phase of PHASES) {
      for (const step of phases[phase]) if (step.kind === 'put') await checkPut(step, code, findings);
    }
  }
}

/** Of a player that is left out nothing is read, and which are is known only when the hosts are asked. */
type Code = 'nothing-to-put' | 'maybe-nothing-to-put';

async function checkPut({ key, place, source }: PutStep, code: Code, findings: Findings): Promise<void> {
  const fault = await faultOf(source);
  if (fault === null) return;
  findings.add(code, { ...place, column: 1 }, { message: `${key} puts ${quote(source)}, and ${fault}`, found: source });
}

async function faultOf(path: string): Promise<string | null> {
  try {
    const found = await stat(path);
    if (!found.isFile() && !found.isDirectory()) return 'that is neither a file nor a folder';
    await access(path, found.isFile() ? constants.R_OK : constants.R_OK | constants.X_OK);
    return null;
  } catch (error) {
    const isAbsent = ['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '');
    return isAbsent ? 'there is nothing of that name' : `that cannot be read: ${systemReason(error)}`;
  }
}
