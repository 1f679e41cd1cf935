import path from 'node:path';
import { ConductorError, RESULTS_SCHEMA, type RunResult } from '@conductor/types';
import { openPlainFile } from './plain-file.ts';

/**
 * Reads run.json of a run directory. A ConductorError of code `storage` when there is none or it is damaged, of code `version` when a
 * newer Conductor wrote it.
 */
export async function loadRun(directory: string): Promise<RunResult> {
  const file = path.join(directory, 'run.json');
  const result = parse(await read(file), file);
  if (!isObject(result) || typeof result['schema'] !== 'number') throw damaged(file, 'it has no schema');
  if (result['schema'] > RESULTS_SCHEMA) throw newer(file, result['schema']);
  const missing = ['players', 'trials', 'problems', 'phases'].find((name) => !Array.isArray(result[name]));
  if (missing !== undefined) throw damaged(file, `${missing} is no list`);
  // Runs before there were metrics.
  return { metrics: [], checks: [], ...result } as unknown as RunResult;
}

async function read(file: string): Promise<string> {
  try {
    await using handle = await openPlainFile(file);
    return await handle.readFile('utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConductorError('storage', `cannot read ${file} (${reason}); is this a run directory?`, { cause: error });
  }
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damaged(file, error instanceof Error ? error.message : String(error));
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function damaged(file: string, why: string): ConductorError {
  return new ConductorError(
    'storage',
    `${file} is not the result of a run: ${why}; events.ndjson beside it has everything`,
  );
}

function newer(file: string, schema: number): ConductorError {
  return new ConductorError(
    'version',
    `${file} has schema ${schema}, and this version reads up to ${RESULTS_SCHEMA}; use the Conductor that wrote it, or a newer one`,
  );
}
