import { join } from 'node:path';
import { readPlainFile } from '../storage/read-plain-file.ts';

/** Names of the files in a guardian's folder. The script in packages/player/guardian says what it does with them. */
export const GUARDIAN_FILES = {
  /** A copy of the script, so that what was loaded and what runs fit together whatever is installed meanwhile. */
  script: 'guardian',
  /** Read by the script as it starts. */
  settings: 'settings',
  /** One line per step of Reset: number, kind, seconds until its limit fires, mark, stated limit, how often it is tried again. */
  steps: 'steps',
  /** The environment that a guardian is started with, as JSON. */
  environment: 'environment',
  /** One line per step that was started: the number of its first process, and when that began. */
  groups: 'groups',
  /** What guardians did. */
  log: 'log',
  /** What a guardian has to complain of. */
  complaints: 'stderr',
  /** The step that runs and the number of its first process. */
  pid: 'pid',
  /** There while a step reboots the host: for how many seconds nobody's death means anything. */
  reboot: 'reboot',
  /** Renamed to `running` while a step runs and to `over` at its limit. */
  idle: 'idle',
  /** Holds one file, whose name says whose the trial is. */
  token: 'token',
} as const;

/** The guardian's folder within the folder of a trial. */
export function guardianFolder(trialFolder: string): string {
  return join(trialFolder, 'guardian');
}

/** The file by which the guardian of that name is seen to live. */
export function aliveFile(folder: string, name: string): string {
  return join(folder, `alive.${name}`);
}

/** Where the outputs of a step that a guardian ran are kept; `index` is the place of the step in Reset. */
export function guardianOutput(trialFolder: string, index: number, channel: 'out' | 'err'): string {
  return join(guardianFolder(trialFolder), `${index}.${channel}`);
}

/** What a step of Reset reads that has more to know than its text; the guardian's script knows the name, too. */
export function guardianInput(trialFolder: string, index: number): string {
  return join(guardianFolder(trialFolder), `${index}.input`);
}

/** The control group above those of all steps of a trial, by what its guardian was given; empty where that does not tell. */
export function guardianCgroup(trialFolder: string): string {
  try {
    const settings = readPlainFile(join(guardianFolder(trialFolder), GUARDIAN_FILES.settings));
    return /^g_cgroup='([^']*)'$/m.exec(settings?.toString() ?? '')?.[1] ?? '';
  } catch {
    return '';
  }
}
