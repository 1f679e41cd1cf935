import { Findings } from './diagnostics/findings.ts';
import { wholeFile } from './diagnostics/whole-file.ts';
import type { ParseOptions } from './parse-options.ts';
import { type ParsedPlayerFile, readPlayerAlone } from './parse-player-file.ts';
import { loadSource } from './sources/load-source.ts';
import type { SourceFile } from './sources/source.ts';

/** What came of reading a player file from disk. */
export interface LoadedPlayerFile extends ParsedPlayerFile {
  /** The file byte for byte; empty when it could not be read. */
  readonly sources: readonly SourceFile[];
}

/** Reads a player file to learn where that player listens, and for whom. Never throws for what is in it. */
export async function loadPlayerFile(path: string, { strict = false }: ParseOptions = {}): Promise<LoadedPlayerFile> {
  const findings = new Findings(strict);
  const source = await loadSource([path], wholeFile(path), findings);
  const player = source?.text ? readPlayerAlone(source.text, findings) : null;
  return { player, diagnostics: findings.list(), sources: source === null ? [] : [source.file] };
}
