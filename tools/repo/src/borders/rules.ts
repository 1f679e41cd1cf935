import type { Border, Restriction } from '../../borders.ts';
import { SCOPE } from '../workspace.ts';

/** Everything that sources are held against; `borders.ts` has the real ones. */
export interface Rules {
  readonly borders: Readonly<Record<string, Border>>;
  readonly testLibraries: readonly string[];
  readonly neverTogether: readonly (readonly [string, string])[];
  readonly restrictions: readonly Restriction[];
  /** By module name: the folders that may import it. */
  readonly internalPaths: Readonly<Record<string, readonly string[]>>;
}

/** What may be imported from one place, by npm name. */
export interface Allowed {
  /** The place, in words. */
  readonly who: string;
  readonly names: readonly string[];
}

/** What a file of the package `name` may import. `file` is its path inside the package. */
export function allowedIn(file: string, name: string, border: Border, rules: Rules): Allowed {
  const own = SCOPE + name;
  const sources = [...scoped(border.workspace), ...border.outside];
  const program = [...sources, ...scoped(border.workspaceInCli), ...(border.outsideInCli ?? [])];
  if (isCli(file)) return { who: `the command line of ${own}`, names: program };
  if (file.startsWith('src/')) return { who: own, names: sources };
  if (file.startsWith('generate/'))
    return { who: `generate/ of ${own}`, names: [...sources, ...(border.outsideInGenerate ?? [])] };
  const libraries = [...rules.testLibraries, ...(border.outsideInTests ?? [])];
  return { who: `${own} outside src`, names: [...program, own, ...libraries] };
}

/** What a package's own package.json may list among its dependencies. */
export function allowedDependencies(name: string, border: Border, rules: Rules): readonly string[] {
  return allowedIn('src/cli.ts', name, border, rules).names;
}

function scoped(folders: readonly string[] = []): string[] {
  return folders.map((folder) => SCOPE + folder);
}

function isCli(file: string): boolean {
  return file === 'src/cli.ts' || file.startsWith('src/cli/');
}
