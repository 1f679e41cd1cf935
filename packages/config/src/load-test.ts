import { stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { Findings } from './diagnostics/findings.ts';
import { quote } from './diagnostics/quote.ts';
import { wholeFile } from './diagnostics/whole-file.ts';
import { joinTest } from './join-test.ts';
import type { ParseOptions } from './parse-options.ts';
import type { ParsedTest } from './parse-test.ts';
import { checkPuts } from './sources/check-puts.ts';
import { type LoadedSource, loadSource } from './sources/load-source.ts';
import type { SourceFile } from './sources/source.ts';
import type { PlayerReference } from './test-file/read-references.ts';
import { readTestFile } from './test-file/read-test-file.ts';
import { builtIns } from './variables/scope.ts';

/** What came of reading a test from files. */
export interface LoadedTest extends ParsedTest {
  /** Every file that was read, the test file first, byte for byte. */
  readonly sources: readonly SourceFile[];
}

/**
 * Reads a test file and the player files that it names: each relative to the folder of the test file or, where there
 * is none, to the current directory. Never throws for what is in the files, nor for files that cannot be read.
 */
export async function loadTest(path: string, options: ParseOptions = {}): Promise<LoadedTest> {
  const findings = new Findings(options.strict ?? false);
  const source = await loadSource([path], wholeFile(path), findings);
  const testFile = source?.text ? readTestFile(source.text, findings, builtIns(options.variables ?? [])) : null;
  const players = await loadPlayers(path, testFile?.players ?? [], findings);
  const sourceOf = ({ path: named }: PlayerReference) => players.get(named)?.text ?? undefined;
  const joined = testFile && joinTest(path, testFile, sourceOf, options, findings);
  if (joined) await checkPuts(joined.plans, findings);
  const loaded = [source, ...players.values()].filter((one) => one !== null);
  return {
    test: findings.hasErrors || joined === null ? null : joined.test,
    diagnostics: findings.list(),
    sources: loaded.map(({ file }) => file),
  };
}

/** The player files by their paths as written, each read once. */
async function loadPlayers(testPath: string, references: readonly PlayerReference[], findings: Findings) {
  const players = new Map<string, LoadedSource | null>();
  for (const reference of references) {
    if (players.has(reference.path)) continue;
    players.set(reference.path, await loadPlayer(testPath, reference, findings));
  }
  return players;
}

async function loadPlayer(testPath: string, reference: PlayerReference, findings: Findings) {
  const { path, place } = reference;
  const beside = isAbsolute(path) ? path : join(dirname(testPath), path);
  if (resolve(beside) === resolve(path)) return loadSource([beside], place, findings);
  const loaded = await loadSource([beside, path], place, findings);
  if (loaded?.file.path === beside) await compareWithOriginal(beside, reference, findings);
  return loaded;
}

/** The original looks in the current directory only, and so may not find this file, or find another one. */
async function compareWithOriginal(beside: string, { path, place }: PlayerReference, findings: Findings) {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (isThere) {
    findings.add('two-player-files', place, {
      message: `${quote(beside)} is read, beside the test file; the original would read ${quote(resolve(path))}`,
      found: path,
    });
  } else {
    findings.add('player-file-place', place, {
      message: `${quote(beside)} is read, beside the test file; the original looks in the current directory only`,
    });
  }
}
