import { loadToolSettings, settingsPath } from '@conductor/config';
import { type LabAccess, labFolder, openLab } from '@conductor/protocol';
import type { Call } from './call.ts';

/** By what right players are commanded. */
export interface Access {
  readonly insecureNetwork: boolean;
  readonly lab: LabAccess;
}

/** What the command line, the environment and the user's settings say about it. */
export async function accessOf(call: Call): Promise<Access> {
  return { insecureNetwork: call.wishes.isInsecure, lab: openLab(await labFolderOf(call), 'conductor') };
}

/** The folder of the lab, the strongest first: `--lab`, `CONDUCTOR_LAB`, the settings file, the usual place. */
export async function labFolderOf({ wishes, env }: Call): Promise<string> {
  if (wishes.lab !== null) return wishes.lab.value;
  const { settings } = await loadToolSettings('conductor', {}, settingsPath('conductor', env));
  return settings.lab ?? labFolder(env);
}
