import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';

/** A gate of one part that passes. */
const GATE = `
  import { runGate } from '${new URL('../src/gate/run-gate.ts', import.meta.url)}';
  process.exitCode = await runGate([[{ name: 'passes', kind: 'check', command: ['true'], needsBuild: false }]]);
`;

test.for([
  ['/dev/null', 0],
  ['/dev/full', 1],
] as const)('a gate whose parts pass, and that prints to %s, exits %i', async ([path, exitCode], { skip }) => {
  if (!existsSync(path)) skip(`needs ${path}`);
  const output = openSync(path, 'w');
  try {
    const args = ['--conditions=@conductor/source', '--input-type=module', '--eval', GATE];
    const gate = spawn(process.execPath, args, { stdio: ['ignore', output, 'inherit'] });
    expect(await once(gate, 'exit')).toEqual([exitCode, null]);
  } finally {
    closeSync(output);
  }
});
