import type { PhaseSteps, Step } from '@conductor/types';
import { expect, it } from 'vitest';
import type { AuditEntry } from '../../src/audit/audit-entry.ts';
import { auditFolder, headFile, segmentFile } from '../../src/audit/audit-folder.ts';
import { readHead } from '../../src/audit/audit-head.ts';
import type { AuditLog } from '../../src/audit/audit-log.ts';
import { readSegment } from '../../src/audit/audit-segment.ts';
import { StepRecords } from '../../src/audit/step-records.ts';
import { step, steps } from '../session/trial-fixture.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openLog } from './support.ts';

const RUN: readonly Step[] = steps(...Array.from({ length: 100 }, () => 'true'));
const PHASES: PhaseSteps = { startup: RUN, run: RUN, collect: RUN, reset: RUN };
const TRIAL = { run: { runId: 'run', epoch: 1 }, trial: { caseName: '', trial: 1 }, phases: PHASES };

/** Asks for steps of Run one after another, each so long after the one before; `told` is called when one may run. */
async function askFor(
  audit: Pick<AuditLog, 'note' | 'ensure'>,
  { count, everyMs }: { readonly count: number; readonly everyMs: number },
  told: (index: number) => void,
): Promise<void> {
  let nowNs = 0n;
  const records = new StepRecords(TRIAL, { audit, clock: { monotonicNs: () => nowNs }, user: 'root' });
  for (const plan of RUN.slice(0, count)) {
    await records.takeDown({ phase: 'run', index: plan.index, attempt: 1 }, plan);
    told(plan.index);
    nowNs += BigInt(everyMs) * 1_000_000n;
  }
}

function indexesIn(entries: readonly AuditEntry[]): number[] {
  return entries.flatMap((entry) => (entry.kind === 'step-armed' ? [entry.step.index] : []));
}

it('of a list of quick steps those that come next are taken down together, and each is on the disk before it may run', async () => {
  await using state = await temporaryFolder();
  await using log = openLog(state.path);
  const folder = auditFolder(state.path);
  let syncs = 0;
  const audit: Pick<AuditLog, 'note' | 'ensure'> = {
    note: (entry) => log.note(entry),
    ensure: async (entry, ahead) => {
      syncs += 1;
      await log.ensure(entry, ahead);
    },
  };
  await askFor(audit, { count: 100, everyMs: 5 }, (index) => {
    expect(readHead(headFile(folder))?.seq).toBeGreaterThanOrEqual(index);
  });
  expect(indexesIn(readSegment(segmentFile(folder, 1)).records)).toEqual(RUN.map(({ index }) => index));
  expect(syncs).toBeLessThan(10);
});

it('of a list of slow steps each is taken down when its turn comes', async () => {
  const told: number[][] = [];
  const ensure = async (entry: AuditEntry, ahead: readonly AuditEntry[] = []) =>
    void told.push(indexesIn([entry, ...ahead]));
  await askFor({ note: () => undefined, ensure }, { count: 5, everyMs: 1_000 }, () => undefined);
  expect(told).toEqual([[1], [2], [3], [4], [5]]);
});

it('a step that could not be taken down with others is tried again when it is asked for', async () => {
  const told: number[][] = [];
  let refuses = true;
  const ensure = async (entry: AuditEntry, ahead: readonly AuditEntry[] = []) => {
    told.push(indexesIn([entry, ...ahead]));
    if (refuses && ahead.length > 0) throw new Error('no space left');
  };
  const audit = { note: () => undefined, ensure };
  const records = new StepRecords(TRIAL, { audit, clock: { monotonicNs: () => 0n }, user: 'root' });
  const ask = (plan: Step) =>
    records.takeDown({ phase: 'run', index: plan.index, attempt: 1 }, plan).then(
      () => 'may run',
      () => 'may not',
    );
  const answers: string[] = [];
  for (const plan of RUN.slice(0, 3)) answers.push(await ask(plan));
  expect(told).toEqual([[1], [2], [3, 4]]);
  expect(answers).toEqual(['may run', 'may run', 'may not']);
  refuses = false;
  expect(await ask(step(4, 'step', 'true'))).toBe('may run');
  expect(told.at(-1)?.[0]).toBe(4);
});
