import { existsSync } from 'node:fs';
import { NO_REASON, type SkippedTest } from './tally.ts';

/** Begins the reason of a test that was skipped for want of a program that one command would install. */
const INSTALLABLE = 'missing:';

/** On a CI machine where packages can be installed, `missing:` is no excuse: preparation should have installed it. */
export function canInstall(env: NodeJS.ProcessEnv = process.env): boolean {
  return isCi(env) && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Whether this is a CI machine, by the variable that all CI systems set. */
export function isCi(env: NodeJS.ProcessEnv = process.env): boolean {
  return env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false';
}

/** Whether a skip is a fault of whoever wrote the test, or prepared the machine, and so fails the gate. */
export function isFault(test: SkippedTest, installable: boolean): boolean {
  return test.reason === NO_REASON || (installable && test.reason.startsWith(INSTALLABLE));
}
