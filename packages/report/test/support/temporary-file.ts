import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A file with such bytes, in a folder of its own; disposing it removes both. */
export function temporaryFile(content: string | Uint8Array): Disposable & { readonly path: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'conductor-'));
  const file = path.join(folder, 'output');
  writeFileSync(file, content);
  return { path: file, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}
