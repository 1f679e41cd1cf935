/* Before the package is packed: puts the contract beside the code that speaks it, as /proto has it. */
import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

const packageFolder = dirname(import.meta.dirname);
const copy = join(packageFolder, 'proto');

rmSync(copy, { recursive: true, force: true });
cpSync(join(packageFolder, '../../proto/conductor'), join(copy, 'conductor'), { recursive: true });
