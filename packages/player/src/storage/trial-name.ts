import { basename, dirname } from 'node:path';

/** Which trial a folder belongs to, as far as the names of folders tell. */
export interface TrialName {
  readonly runId: string;
  readonly caseName: string;
  /** From 1; 0 where the name does not tell. */
  readonly trial: number;
}

/** The trial whose folder this is: the inverse of how its path is made, where nothing was cut off. */
export function trialNameOf(path: string): TrialName {
  const caseFolder = dirname(path);
  return {
    runId: textOf(basename(dirname(caseFolder))),
    caseName: textOf(basename(caseFolder).replace(/^case-?/, '')),
    trial: Number(/^trial-(\d+)$/.exec(basename(path))?.[1] ?? 0),
  };
}

/** The inverse of `fileName`, where nothing was cut off. */
export function textOf(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
