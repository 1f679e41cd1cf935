import { execa } from 'execa';
import { PNPM, ROOT, SCOPE } from '../workspace.ts';

/** A package as it would be published. */
export interface Packed {
  /** The folder under packages/. */
  readonly name: string;
  /** The path of the .tgz file. */
  readonly tarball: string;
  /** Paths in it, from the package's folder. */
  readonly files: readonly string[];
}

/** What `pnpm pack --json` says of each package. */
interface PnpmPacked {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Packs every package into `destination`, with its publishConfig applied; needs `dist` to be built. */
export async function packAll(destination: string): Promise<Packed[]> {
  const [npx, ...pnpm] = PNPM;
  const args = [...pnpm, '--recursive', '--filter', './packages/*', 'pack', '--json'];
  const { stdout } = await execa(npx, [...args, '--pack-destination', destination], { cwd: ROOT, stdin: 'ignore' });
  const packed: readonly PnpmPacked[] = JSON.parse(stdout);
  return packed.map(({ name, filename, files }) => ({
    name: name.slice(SCOPE.length),
    tarball: filename,
    files: files.map((file) => file.path),
  }));
}
