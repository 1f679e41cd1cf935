/*
 * Puts the programs of the packages that are named, or of all that have one, into few files: `node tools/repo/bundle.ts
 * player`. It takes what is in `dist`; a package does so before it is packed.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleProgram } from './src/bundle/bundle-program.ts';
import { packageNames, ROOT } from './src/workspace.ts';

const named = process.argv.slice(2);
const programs = packageNames().filter((name) => existsSync(join(ROOT, 'packages', name, 'bin')));
await Promise.all((named.length > 0 ? named : programs).map((name) => bundleProgram(name)));
