import { join } from 'node:path';
import { readManifest, SCOPE } from '../workspace.ts';
import { allowedDependencies, type Rules } from './rules.ts';

/** What the package.json of the package `name` lists and should not. */
export function manifestViolations(root: string, name: string, rules: Rules): string[] {
  const border = rules.borders[name];
  if (border === undefined) return [];
  const file = `packages/${name}/package.json`;
  const { dependencies, peerDependencies, optionalDependencies, devDependencies } = readManifest(
    join(root, `packages/${name}`),
  );
  const allowed = allowedDependencies(name, border, rules);
  const extra = Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies })
    .filter((dependency) => !allowed.includes(dependency))
    .map((dependency) => `${file}: depends on "${dependency}"; it may depend on ${allowed.join(', ') || 'nothing'}`);
  const strangers = rules.neverTogether
    .filter((pair) => pair.includes(name))
    .flat()
    .filter((other) => other !== name && devDependencies?.[SCOPE + other] !== undefined)
    .map((other) => `${file}: has the devDependency "${SCOPE}${other}"; ${name} and ${other} never import each other`);
  return [...extra, ...strangers];
}
