import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunEvent, RunResult } from '@conductor/types';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEvents } from '../src/events/read-events.ts';
import { runResult } from '../src/fold/run-result.ts';
import { emptyRun } from '../src/fold/run-state.ts';
import { foldRun } from '../src/fold-run.ts';
import { RunDirectory } from '../src/run-directory.ts';
import { ANY_TEST, anyBody, RUN_STARTED } from './support/any-events.ts';
import { newRun, temporaryFolder } from './support/new-directory.ts';

async function foldFile(file: string): Promise<RunResult> {
  let state = emptyRun();
  for await (const event of readEvents(file)) state = foldRun(state, event);
  return runResult(state);
}

test('run.json is the fold of events.ndjson as it is read back, whatever happened in whatever order', async () => {
  await using folder = await temporaryFolder();
  let number = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyBody, { maxLength: 60 }), async (bodies) => {
      number += 1;
      const directory = await RunDirectory.create({ ...newRun(folder.path, ANY_TEST), runId: `run-${number}` });
      for (const body of bodies) directory.append(body);
      await directory.close();
      const stored = JSON.parse(await readFile(path.join(directory.path, 'run.json'), 'utf8'));
      expect(stored).toEqual(await foldFile(path.join(directory.path, 'events.ndjson')));
      expect(stored).toEqual(JSON.parse(JSON.stringify(directory.result())));
    }),
    { numRuns: 25 },
  );
});

test('a run that stops after any event has a result, and folding twice gives the same', () => {
  fc.assert(
    fc.property(fc.array(anyBody, { maxLength: 60 }), (bodies) => {
      const events: RunEvent[] = [RUN_STARTED, ...bodies.map((body) => ({ time: RUN_STARTED.time, ...body }))];
      const state = emptyRun();
      for (const [place, event] of events.entries()) {
        foldRun(state, event);
        expect(runResult(state)).toEqual(runResult(events.slice(0, place + 1).reduce(foldRun, emptyRun())));
      }
    }),
    { numRuns: 30 },
  );
});

test('a journal record that is pulled twice counts once', () => {
  fc.assert(
    fc.property(fc.array(anyBody, { maxLength: 40 }), (bodies) => {
      const journal = bodies.filter(({ kind }) => kind === 'journal');
      const events: RunEvent[] = journal.map((body) => ({ time: RUN_STARTED.time, ...body }));
      const once = [RUN_STARTED, ...events].reduce(foldRun, emptyRun());
      const twice = [RUN_STARTED, ...events, ...events].reduce(foldRun, emptyRun());
      expect(runResult(twice)).toEqual(runResult(once));
    }),
  );
});
