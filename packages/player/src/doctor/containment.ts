import { chooseContainment } from '../containment/choose-containment.ts';
import { markSequence } from '../containment/mark.ts';
import type { HostLimits } from '../host-limits.ts';
import { type Finding, green, yellow } from './finding.ts';

const CONTAINMENT = 'containment';
const PROCESSES = 'processes';
const BETTER =
  'start the player as root, or by a service manager that hands it its control group (systemd: Delegate=yes)';

/** By what means steps are ended, and what bounds their processes. */
export async function examineContainment({ maxProcesses }: HostLimits): Promise<readonly Finding[]> {
  const { containment, whyNotCgroup, whyUnbounded } = await chooseContainment(markSequence(), maxProcesses);
  await containment[Symbol.asyncDispose]();
  return [
    whyNotCgroup === null
      ? green(CONTAINMENT, `${containment.level}: whatever a step starts is in its control group`)
      : yellow(CONTAINMENT, `${containment.level}, by marks, groups and sessions: ${whyNotCgroup}`, BETTER),
    processes(maxProcesses, whyUnbounded),
  ];
}

function processes(most: number | null, whyUnbounded: string | null): Finding {
  if (most === null) {
    const advice = 'set max_processes in the settings file, so that a fork bomb stays a step that fails';
    return yellow(PROCESSES, 'a step may start any number of them, as the settings say', advice);
  }
  if (whyUnbounded === null) return green(PROCESSES, `a step may have ${most} at once`);
  return yellow(PROCESSES, `a step may start any number of them: ${whyUnbounded}`, BETTER);
}
