import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { Findings } from './diagnostics/findings.ts';
import type { ParseOptions } from './parse-options.ts';
import { type PlayerEndpoint, readEndpoint } from './player-file/read-endpoint.ts';
import { readPlayerDocument } from './player-file/read-player-document.ts';
import type { SourceText } from './sources/source.ts';
import { expansionBudget } from './variables/expander.ts';

/** What came of reading a player file alone. */
export interface ParsedPlayerFile {
  /** `null` when there is an error among the diagnostics. */
  readonly player: PlayerEndpoint | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads from the text of a player file where that player listens, and for whom. Its steps are for the conductor to read. */
export function parsePlayerFile(source: SourceText, { strict = false }: ParseOptions = {}): ParsedPlayerFile {
  const findings = new Findings(strict);
  const player = readPlayerAlone(source, findings);
  return { player, diagnostics: findings.list() };
}

/** A player that reads its file knows nothing of the test that will name it: neither `[Variables]` nor what is built in. */
export function readPlayerAlone(source: SourceText, findings: Findings): PlayerEndpoint | null {
  const read = readPlayerDocument(source, findings);
  if (!read?.coordinator) return null;
  const around = {
    document: read.document,
    said: new Map(),
    variables: new Map(),
    builtIns: [],
    budget: expansionBudget(),
  };
  const endpoint = readEndpoint(read.coordinator, around, findings);
  if (endpoint === null || findings.hasErrors) return null;
  const { address, port, conductor, resultsPort } = endpoint;
  return { address, port, conductor, resultsPort };
}
