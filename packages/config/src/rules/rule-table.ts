import type { RULE_CODES } from '../diagnostics/rule-codes.ts';
import { clientBeforeServer } from './client-before-server.ts';
import { cutShort } from './cut-short.ts';
import { defaultLimit } from './default-limit.ts';
import { endedByReboot } from './ended-by-reboot.ts';
import { endlessStep } from './endless-step.ts';
import { lostState } from './lost-state.ts';
import { lostVariable } from './lost-variable.ts';
import { misspeltCommand } from './misspelt-command.ts';
import { overwritesOutput } from './overwrites-output.ts';
import { portTwice } from './port-twice.ts';
import { resetSymmetry } from './reset-symmetry.ts';
import type { Rule } from './rule.ts';
import { silentLog } from './silent-log.ts';
import { sleepAsWait } from './sleep-as-wait.ts';
import { syncAlone } from './sync-alone.ts';
import { syncOrder } from './sync-order.ts';
import { truncatesInput } from './truncates-input.ts';
import { unseenEnd } from './unseen-end.ts';

/** The codes that a rule looks for. */
export type RuleCode = Exclude<keyof typeof RULE_CODES, 'unneeded-allowance'>;

/** Every rule of `conduct check`, by what it says. A new one begins with its code, and stands in a file of its own. */
export const RULES: Readonly<Record<RuleCode, Rule>> = {
  'reset-symmetry': resetSymmetry,
  'client-before-server': clientBeforeServer,
  'sleep-as-wait': sleepAsWait,
  'silent-log': silentLog,
  'sync-alone': syncAlone,
  'sync-order': syncOrder,
  'ended-by-reboot': endedByReboot,
  'default-limit': defaultLimit,
  'endless-step': endlessStep,
  'cut-short': cutShort,
  'port-twice': portTwice,
  'misspelt-command': misspeltCommand,
  'lost-variable': lostVariable,
  'lost-state': lostState,
  'truncates-input': truncatesInput,
  'overwrites-output': overwritesOutput,
  'unseen-end': unseenEnd,
};
