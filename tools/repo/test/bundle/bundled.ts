import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { type Plugin, rolldown } from 'rolldown';
import { isExternal } from '../../src/bundle/leave-out.ts';

/** A program in one file, put together from the files of a small one. */
export interface Bundled extends Disposable {
  readonly code: string;
  /** What it prints when Node.js runs it. Rejects when it ends with an error. */
  readonly printed: string;
}

/** Puts `main.js` and what it imports into one file with these plugins, and runs that. */
export async function bundled(
  files: Readonly<Record<string, string>>,
  plugins: readonly Plugin[],
  external: typeof isExternal = isExternal,
): Promise<Bundled> {
  // Rolldown knows modules by their real paths.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bundled-')));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    plant(folder, { 'package.json': '{"type":"module"}', ...files });
    const input = join(folder, 'main.js');
    await using bundle = await rolldown({ input, platform: 'node', external, logLevel: 'warn', plugins: [...plugins] });
    const program = join(folder, 'program/main.js');
    await bundle.write({ dir: dirname(program), entryFileNames: 'main.js', format: 'esm' });
    const { stdout: printed } = await execa(process.execPath, [program], { stdin: 'ignore' });
    return { code: readFileSync(program, 'utf8'), printed, [Symbol.dispose]: remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function plant(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
