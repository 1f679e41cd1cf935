import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CANARY } from '@conductor/lab';

/** What a run directory has beside the folders of players. */
const OWN = [/^run\.json$/, /^events\.ndjson$/, /^junit\.xml$/, /^metrics\.csv$/, /^test\//, /^players\/[^/]+\.json$/];

/** Files of a bed that a hostile player has brought about and that stand where it may not write. */
export function strangeFiles(folder: string, runFolder: string, hostile: string): string[] {
  const its = new RegExp(`^trial-001/[a-z]+/${hostile}/`);
  const inRun = filesBelow(runFolder);
  const isOwn = (path: string) => OWN.some((pattern) => pattern.test(path)) || /^trial-001\/[a-z]+\/good\//.test(path);
  return [
    ...inRun
      .filter(({ path }) => !(isOwn(path) || its.test(path)))
      .map(({ path }) => `${path} is in the run directory`),
    ...inRun.filter(({ isLink }) => isLink).map(({ path }) => `${path} is a link`),
    ...filesBelow(folder)
      .filter(({ path }) => path.includes(CANARY) && !path.includes(`/${hostile}/`))
      .map(({ path }) => `${path} is outside its directory`),
  ];
}

function filesBelow(folder: string): { readonly path: string; readonly isLink: boolean }[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({
      path: join(entry.parentPath, entry.name).slice(folder.length + 1),
      isLink: entry.isSymbolicLink(),
    }));
}
