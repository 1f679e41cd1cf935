import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packAll } from '@conductor/repo/pack';
import { execa } from 'execa';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

/** The tarballs of all packages, by the folder name under packages/. */
export interface Tarballs extends Disposable {
  readonly of: (name: string) => string;
}

/** Packs every package as it would be published. */
export async function packTarballs(): Promise<Tarballs> {
  const folder = temporaryFolder();
  const packed = await packAll(folder.path);
  const of = (name: string) => {
    const tarball = packed.find((one) => one.name === name)?.tarball;
    if (tarball === undefined)
      throw new Error(`no package "${name}" among ${packed.map((one) => one.name).join(', ')}`);
    return tarball;
  };
  return { of, [Symbol.dispose]: folder[Symbol.dispose] };
}

/** Installs tarballs with npm into an empty folder, as on a machine that has nothing but Node.js. */
export async function installPacked(tarballs: readonly string[]): Promise<TemporaryFolder> {
  const folder = temporaryFolder();
  folder.write('package.json', JSON.stringify({ name: 'empty', private: true, type: 'module' }));
  await execa('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...tarballs], {
    cwd: folder.path,
    env: withoutWorkspace(),
    extendEnv: false,
    stdin: 'ignore',
  });
  return folder;
}

/** Every package in a folder's node_modules, nested ones too. */
export function installedPackages(folder: string): string[] {
  return readdirSync(join(folder, 'node_modules'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|node_modules\/)((@[^/]+\/)?[^@./][^/]*)\/package\.json$/.test(path))
    .map((path) => path.replace(/^.*node_modules\//, '').replace('/package.json', ''))
    .sort();
}

/** Our environment without what pnpm says of the workspace that this runs in: npm would believe it. */
function withoutWorkspace(): Record<string, string> {
  const pnpms = /^(npm_config_(local_prefix|prefix|global_prefix|globalconfig)|npm_(package|lifecycle)_.*|INIT_CWD)$/i;
  const kept = Object.entries(process.env).filter(([name, value]) => value !== undefined && !pnpms.test(name));
  return Object.fromEntries(kept) as Record<string, string>;
}
