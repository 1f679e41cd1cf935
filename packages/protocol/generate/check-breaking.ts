/*
 * Holds the contract against what was released: `buf breaking` against the last tag, or the last commit when nothing
 * was released yet. A difference that would break a peer fails.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';

const root = join(dirname(import.meta.dirname), '../..');
const tag = spawnSync('git', ['describe', '--tags', '--abbrev=0'], { cwd: root, encoding: 'utf8' });
const ref = tag.status === 0 ? tag.stdout.trim() : 'HEAD';
const buf = spawnSync('buf', ['breaking', '--against', `.git#ref=${ref}`], { cwd: root, stdio: 'inherit' });
if (buf.error) throw buf.error;
process.stdout.write(`proto against ${ref}: ${buf.status === 0 ? 'nothing breaks' : 'see above'}\n`);
process.exitCode = buf.status ?? 1;
