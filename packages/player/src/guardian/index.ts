export type { Guardian } from './guardian.ts';
export { guardianOutput } from './guardian-folder.ts';
export type { GuardianPlan, GuardianStep } from './guardian-plan.ts';
export { type GuardianState, guardianState } from './guardian-state.ts';
export { payOwedReset, type Settled } from './pay-owed-reset.ts';
export { GUARDIAN_SCRIPT, prepareGuardian } from './prepare-guardian.ts';
export { readGuardianLog } from './read-guardian-log.ts';
export { startGuardian } from './start-guardian.ts';
export { takeOver } from './take-over.ts';
