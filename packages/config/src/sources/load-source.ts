import type { SourcePlace } from '../diagnostics/diagnostic.ts';
import type { Findings } from '../diagnostics/findings.ts';
import { quote } from '../diagnostics/quote.ts';
import { decodeSource } from './decode-source.ts';
import { readIfThere } from './read-source.ts';
import type { SourceFile, SourceText } from './source.ts';

/** A file as it was read, and its text. */
export interface LoadedSource {
  readonly file: SourceFile;
  /** `null` after a finding. */
  readonly text: SourceText | null;
}

/** Reads the first of several paths where there is something; `null` after a finding at the place that names it. */
export async function loadSource(
  paths: readonly string[],
  place: SourcePlace,
  findings: Findings,
): Promise<LoadedSource | null> {
  for (const path of paths) {
    const file = await readIfThere(path, place, findings);
    if (file !== undefined) return file && { file, text: decodeSource(file, findings) };
  }
  findings.add('no-such-file', place, { message: `there is no file ${paths.map(quote).join(' or ')}` });
  return null;
}
