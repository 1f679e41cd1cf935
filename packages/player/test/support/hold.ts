import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forkGate, type Gate, type GateOptions } from '../../src/gate/fork-gate.ts';
import { inheritedEnvironment } from '../../src/gate/step-environment.ts';

/** A command held at a gate, with its outputs in a folder. */
export interface Held {
  readonly gate: Gate;
  readonly out: () => string;
  readonly err: () => string;
}

let outputs = 0;

/** Holds a command at a gate. */
export async function hold(folder: string, command: string, options: Partial<GateOptions> = {}): Promise<Held> {
  outputs += 1;
  const base = join(folder, String(outputs));
  const files = [openSync(`${base}.out`, 'ax'), openSync(`${base}.err`, 'ax')] as const;
  try {
    const gate = await forkGate({
      command,
      environment: inheritedEnvironment(process.env),
      outputs: files,
      cell: { mark: 4_711n, cgroupFolder: '', pidsFolder: '' },
      pipeBase: null,
      withLimitMark: true,
      ...options,
    });
    return {
      gate,
      out: () => readFileSync(`${base}.out`, 'latin1'),
      err: () => readFileSync(`${base}.err`, 'latin1'),
    };
  } finally {
    for (const file of files) closeSync(file);
  }
}
