import { readFileSync } from 'node:fs';
import { ConductorError } from '@conductor/types';
import { findLauncher } from './find-launcher.ts';
import type { UserIds } from './user-ids.ts';

/** Another user than the player's own, as whom steps run. */
export interface StepUser {
  readonly name: string;
  readonly uid: number;
  /** Words that stand before a command and make it this user's; none where the player is this user already. */
  readonly become: readonly string[];
  /** What steps are told of the user, in place of what the player was told of its own. */
  readonly environment: Readonly<Record<'HOME' | 'USER' | 'LOGNAME', string>>;
  /** What is odd about it, for people. */
  readonly warnings: readonly string[];
}

/** Finds the user of this name, and tries whether steps can be run so. Rejects with a ConductorError `usage` that says what is missing. */
export async function findStepUser(name: string): Promise<StepUser> {
  const ids = await idsOf(name);
  const environment = { HOME: await homeOf(name), USER: name, LOGNAME: name };
  const own = process.getuid?.();
  if (ids.uid === own) return { name, uid: ids.uid, become: [], environment, warnings: [] };
  if (own !== 0) {
    const advice = `start the player as root, or as ${name}`;
    throw new ConductorError('usage', `--run-as ${name}: only root may run steps as another user; ${advice}`);
  }
  const { become, entersFolder } = await findLauncher(name, ids);
  const barred = `steps run in ${process.cwd()}, which ${name} may not enter: what they name by relative paths is not found`;
  return { name, uid: ids.uid, become, environment, warnings: entersFolder ? [] : [barred] };
}

async function idsOf(name: string): Promise<UserIds> {
  // What begins with a dash would be an option of id.
  const isName = /^[^-\s:][^\s:]*$/.test(name);
  const [uid, gid, groups] = isName ? await Promise.all(['-u', '-g', '-G'].map((option) => ask(option, name))) : [];
  if (!uid || !gid || !groups) {
    const advice = 'name one that "id" knows';
    throw new ConductorError('usage', `--run-as ${name}: this host has no such user; ${advice}`);
  }
  return { uid: Number(uid), gid: Number(gid), groups: groups.split(' ').map(Number) };
}

async function ask(option: string, name: string): Promise<string | null> {
  const { execa } = await import('execa');
  const { failed, stdout } = await execa('id', [option, name], { reject: false, stdin: 'ignore' });
  return failed ? null : stdout.trim();
}

const HOME_FIELD = 5;

/** Small systems have no getent, and all their users in one file. */
async function homeOf(name: string): Promise<string> {
  const { execa } = await import('execa');
  const { failed, stdout } = await execa('getent', ['passwd', name], { reject: false, stdin: 'ignore' });
  const lines = failed || typeof stdout !== 'string' ? readFileSync('/etc/passwd', 'utf8') : stdout;
  const entry = lines.split('\n').find((line) => line.startsWith(`${name}:`));
  return entry?.split(':')[HOME_FIELD] || '/';
}
