import { relative } from 'node:path';
import { CANARY } from '@conductor/lab';
import { type FoundFile, filesBelow } from './files-below.ts';

/** What a run directory has beside the folders of players. */
const OWN = [
  /^run\.json$/,
  /^events\.ndjson$/,
  /^(junit\.xml|metrics\.csv|report\.html)$/,
  /^test\//,
  /^players\/[^/]+\.json$/,
];

/** Files of a bed that a hostile player has brought about and that stand where it may not write. */
export function strangeFiles(folder: string, runFolder: string, hostile: string): string[] {
  const its = new RegExp(`^trial-001/[a-z]+/${hostile}/`);
  const inRun = placesBelow(runFolder);
  const isOwn = (path: string) => OWN.some((pattern) => pattern.test(path)) || /^trial-001\/[a-z]+\/good\//.test(path);
  return [
    ...inRun
      .filter(({ path }) => !(isOwn(path) || its.test(path)))
      .map(({ path }) => `${path} is in the run directory`),
    ...inRun.filter(({ isLink }) => isLink).map(({ path }) => `${path} is a link`),
    ...placesBelow(folder)
      .filter(({ path }) => path.includes(CANARY) && !path.includes(`/${hostile}/`))
      .map(({ path }) => `${path} is outside its directory`),
  ];
}

/** Files as the folder sees them. */
function placesBelow(folder: string): FoundFile[] {
  return filesBelow(folder).map(({ path, isLink }) => ({ path: relative(folder, path), isLink }));
}
