import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { Findings } from '../diagnostics/findings.ts';
import { wholeFile } from '../diagnostics/whole-file.ts';
import type { PlainValue } from '../read-entry.ts';
import { readValue, reportUnknownKey } from '../read-value.ts';
import { decodeSource } from '../sources/decode-source.ts';
import { readIfThere } from '../sources/read-source.ts';
import type { Reader } from '../values/reading.ts';
import { iniValues } from './ini-values.ts';
import { settingsPath } from './settings-path.ts';
import { TOOL_SETTINGS, type Tool, type ToolSettings } from './tool-settings.ts';

/** What came of reading the settings of a program. */
export interface LoadedToolSettings<Settings> {
  /** What the environment says or, where it says nothing, the file; what is wrong is not in it. */
  readonly settings: Settings;
  readonly diagnostics: readonly Diagnostic[];
}

/** A setting of whatever program. */
interface Row {
  readonly field: string;
  readonly read: Reader<unknown>;
}

/**
 * Reads the settings of a program: `CONDUCTOR_FORMAT` and the like from the environment, then its settings file, by
 * default the usual one. A file that does not exist says nothing; the command line overrides all of it.
 */
export async function loadToolSettings<Name extends Tool>(
  tool: Name,
  env: NodeJS.ProcessEnv,
  path: string = settingsPath(tool, env),
): Promise<LoadedToolSettings<ToolSettings[Name]>> {
  const findings = new Findings(false);
  const rows = rowsOf(tool);
  const fromFile = readRows(rows, await fileValues(path, findings), findings);
  const fromEnvironment = readRows(rows, environmentValues(tool, [...rows.keys()], env), findings);
  // Each field came with the reader of its own type.
  const settings = Object.fromEntries([...fromFile, ...fromEnvironment]) as ToolSettings[Name];
  return { settings, diagnostics: findings.list() };
}

function rowsOf(tool: Tool): ReadonlyMap<string, Row> {
  const known: Readonly<Record<string, { key: string; read: Reader<unknown> }>> = TOOL_SETTINGS[tool];
  return new Map(Object.entries(known).map(([field, { key, read }]) => [key, { field, read }]));
}

async function fileValues(path: string, findings: Findings): Promise<PlainValue[]> {
  const file = await readIfThere(path, wholeFile(path), findings);
  const source = file && decodeSource(file, findings);
  return source ? iniValues(source, findings) : [];
}

function environmentValues(tool: Tool, keys: readonly string[], env: NodeJS.ProcessEnv): PlainValue[] {
  return keys.flatMap((key) => {
    const spelling = `${tool}_${key}`.toUpperCase();
    const place = wholeFile(`$${spelling}`);
    const text = env[spelling] ?? '';
    return text === '' ? [] : [{ key, spelling, text, place, keyPlace: place }];
  });
}

function readRows(
  rows: ReadonlyMap<string, Row>,
  values: readonly PlainValue[],
  findings: Findings,
): [string, unknown][] {
  return values.flatMap((value): [string, unknown][] => {
    const row = rows.get(value.key);
    if (row === undefined) reportUnknownKey(value, [...rows.keys()], new Map(), findings);
    const setting = row && readValue(value, row.read, findings);
    return row === undefined || setting === undefined ? [] : [[row.field, setting]];
  });
}
