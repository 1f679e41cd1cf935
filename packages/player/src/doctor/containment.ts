import { chooseContainment } from '../containment/choose-containment.ts';
import { NO_CGROUPS, OLD_CGROUPS } from '../containment/find-cgroup.ts';
import { markSequence } from '../containment/mark.ts';
import type { HostLimits } from '../host-limits.ts';
import { type Finding, green, yellow } from './finding.ts';

const CONTAINMENT = 'containment';
const PROCESSES = 'processes';
const DELEGATE = 'by a service manager that hands it its control group (systemd: Delegate=yes)';

/** By what means steps are ended, and what bounds their processes. */
export async function examineContainment({ maxProcesses }: HostLimits): Promise<readonly Finding[]> {
  const { containment, whyNotCgroup, whyUnbounded } = await chooseContainment(markSequence(), maxProcesses);
  await containment[Symbol.asyncDispose]();
  return [
    whyNotCgroup === null
      ? green(CONTAINMENT, `${containment.level}: whatever a step starts is in its control group`)
      : yellow(
          CONTAINMENT,
          `${containment.level}, by marks, groups and sessions: ${whyNotCgroup}`,
          better(whyNotCgroup),
        ),
    processes(maxProcesses, whyUnbounded, better(whyNotCgroup)),
  ];
}

/** What would help against `whyNot`; who is root already is not told to become it. */
function better(whyNot: string | null): string {
  if (whyNot === NO_CGROUPS) {
    return 'on Linux 5.14 or newer, mount them: mount -t cgroup2 none /sys/fs/cgroup; other systems have none';
  }
  if (whyNot === OLD_CGROUPS) return 'use Linux 5.14 or newer';
  return process.geteuid?.() === 0 ? `start the player ${DELEGATE}` : `start the player as root, or ${DELEGATE}`;
}

function processes(most: number | null, whyUnbounded: string | null, advice: string): Finding {
  if (most === null) {
    const setIt = 'set max_processes in the settings file, so that a fork bomb stays a step that fails';
    return yellow(PROCESSES, 'a step may start any number of them, as the settings say', setIt);
  }
  if (whyUnbounded === null) return green(PROCESSES, `a step may have ${most} at once`);
  return yellow(PROCESSES, `a step may start any number of them: ${whyUnbounded}`, advice);
}
