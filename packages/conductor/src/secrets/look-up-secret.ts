import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SECRET_LIMITS, Secret, secretFault, secretName, secretVariable, systemReason } from '@conductor/types';

/** What a look for a secret found. Nothing in it tells anything of a value but whether it can be used. */
export type SecretFinding =
  /** `origin`: the variable or the file. */
  | { readonly kind: 'found'; readonly secret: Secret; readonly origin: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unusable'; readonly origin: string; readonly reason: string };

/** Where secrets are looked for. */
export interface SecretSources {
  readonly env: NodeJS.ProcessEnv;
  /** A folder with a file for each; `null` where none was named. */
  readonly folder: string | null;
}

/** Looks for a secret: in the environment, then in the folder. */
export async function lookUpSecret(name: string, { env, folder }: SecretSources): Promise<SecretFinding> {
  const variable = secretVariable(name);
  const value = env[variable];
  if (value !== undefined) return judge(name, value, variable);
  if (folder === null) return { kind: 'absent' };
  try {
    const files = await filesFor(name, folder);
    const [path] = files;
    if (path === undefined) return { kind: 'absent' };
    if (files.length > 1)
      return { kind: 'unusable', origin: folder, reason: `${files.join(' and ')} both have its name` };
    return await fromFile(name, path);
  } catch (error) {
    return { kind: 'unusable', origin: folder, reason: systemReason(error) };
  }
}

/** The case of names does not matter. What judges folders comes with gRPC, which a check without one does not load. */
async function filesFor(name: string, folder: string): Promise<readonly string[]> {
  const { whyNotPrivateFolder } = await import('@conductor/protocol');
  const found = await lstat(folder);
  check(whyNotPrivateFolder(folder, found));
  const names = await readdir(folder);
  return names.filter((file) => secretName(file) === name).map((file) => join(folder, file));
}

/** Judged by what was opened, whatever becomes of the name meanwhile. */
async function fromFile(name: string, path: string): Promise<SecretFinding> {
  const { whyNotPrivateFile } = await import('@conductor/protocol');
  try {
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const found = await file.stat();
    check(whyNotPrivateFile(path, found, 'secret'));
    if (found.size > SECRET_LIMITS.longestBytes + 2)
      throw new Error(`it is longer than ${SECRET_LIMITS.longestBytes / 1024} KiB`);
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.readFile());
    return judge(name, text.replace(/\r?\n$/, ''), path);
  } catch (error) {
    const reason = error instanceof TypeError ? 'it is not UTF-8' : systemReason(error);
    return { kind: 'unusable', origin: path, reason };
  }
}

function check(fault: string | null): void {
  if (fault !== null) throw new Error(fault);
}

function judge(name: string, value: string, origin: string): SecretFinding {
  const reason = secretFault(value);
  if (reason !== null) return { kind: 'unusable', origin, reason };
  return { kind: 'found', secret: new Secret(name, value), origin };
}
