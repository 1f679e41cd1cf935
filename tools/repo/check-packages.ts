/*
 * Packs the packages as they would be published and looks at what came out, of all or of those named: publint and attw
 * for how each resolves, and what must and must not be in it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { type Packed, packAll } from './src/packages/pack.ts';
import { packedFaults } from './src/packages/packed-faults.ts';
import { ROOT } from './src/workspace.ts';

const LOCAL = { preferLocal: true, localDir: ROOT, stdin: 'ignore', reject: false, all: true } as const;

const named = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'conductor-packages-'));
try {
  const packed = await packAll(folder);
  for (const one of packed.filter(({ name }) => named.length === 0 || named.includes(name))) {
    for (const fault of await faultsOf(one)) {
      console.log(`packages/${one.name}: ${fault}`);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}

async function faultsOf({ tarball, files }: Packed): Promise<string[]> {
  const { stdout: manifest } = await execa('tar', ['-xzOf', tarball, 'package/package.json']);
  const checks = await Promise.all([
    execa('publint', [tarball, '--strict'], LOCAL),
    execa('attw', [tarball, '--profile', 'esm-only'], LOCAL),
  ]);
  const complaints = checks.filter((check) => check.failed).map((check) => check.all);
  return [...packedFaults(files, JSON.parse(manifest)), ...complaints];
}
