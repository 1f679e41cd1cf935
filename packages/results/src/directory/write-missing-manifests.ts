import path from 'node:path';
import type { RunState } from '../fold/run-state.ts';
import { fileExists } from '../storage/file-exists.ts';
import { makeFolder } from '../storage/make-folder.ts';
import { writeWholeFile } from '../storage/write-whole-file.ts';
import { settledManifests } from './fetch-manifest.ts';

/** Writes the manifests of trials that are over which a program that was killed did not come to. */
export async function writeMissingManifests(root: string, state: RunState): Promise<void> {
  for (const { path: name, text } of settledManifests(state)) {
    const file = path.join(root, name);
    if (await fileExists(file)) continue;
    await makeFolder(root, path.dirname(file), new Set());
    await writeWholeFile(file, [text()]);
  }
}
