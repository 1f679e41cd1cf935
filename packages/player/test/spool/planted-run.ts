import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JournalEntry, JournalRecord } from '@conductor/types';
import { POLICIES, phases, steps } from '../session/trial-fixture.ts';

/** A run that a player of an earlier life left in a state folder. */
export interface PlantedRun {
  readonly runId: string;
  /** `owed`: its guardian is dead, and had not paid. */
  readonly reset: 'paid' | 'waived' | 'owed';
  /** Bytes of the output of its one step. */
  readonly bytes?: number;
  /** When something was last written; default: now. */
  readonly changed?: Date;
}

/** Leaves a run of one trial in a state folder; resolves with its folder. */
export async function plantRun(stateFolder: string, planted: PlantedRun): Promise<string> {
  const { runId, reset, bytes = 10, changed = new Date() } = planted;
  const folder = join(stateFolder, 'runs', runId);
  const ref = { run: { runId, epoch: 1 }, trial: { caseName: '', trial: 1 } };
  const trial = {
    ...ref,
    playerName: 'dut',
    testName: 'throughput',
    policies: POLICIES,
    phases: phases({ run: steps('true') }),
  };
  const loaded = {
    kind: 'trial-loaded',
    ...ref,
    player: 'dut',
    containment: 'sweep',
    bootId: 'an earlier one',
  } as const;
  const files: Readonly<Record<string, string>> = {
    'trial.json': JSON.stringify({ ...trial, life: '1', bootId: loaded.bootId, cgroupFolder: '' }),
    'journal.ndjson': journalOf(reset === 'owed' ? [loaded] : [loaded, { kind: 'trial-closed', reset }], changed),
    'run/01.out': 'x'.repeat(bytes),
    ...(reset === 'owed' ? { 'guardian/token/armed.dead': '' } : {}),
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, 'case', 'trial-001', name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, text);
    await utimes(path, changed, changed);
  }
  await utimes(folder, changed, changed);
  return folder;
}

function journalOf(entries: readonly JournalEntry[], at: Date): string {
  const time = at.toISOString();
  const records = entries.map((entry, place): JournalRecord => ({ seq: place + 1, time, monotonicNs: '1', ...entry }));
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
