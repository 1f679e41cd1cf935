import { appendFileSync, closeSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { PHASES, type StepId, stepIdKey, systemClock } from '@conductor/types';
import { describe, expect, it } from 'vitest';
import { Journal } from '../../src/journal/journal.ts';
import { heldSteps, type LeftTrial } from '../../src/recovery/held-steps.ts';
import { readPast } from '../../src/recovery/read-past.ts';
import { OutputFile } from '../../src/spool/output-file.ts';
import { TrialFolder } from '../../src/storage/trial-folder.ts';
import { smallDisk } from '../guardian/support/small-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const BOOT = 'this boot';
const BEGUN: StepId = { phase: 'run', index: 1, attempt: 2 };
const HELD: StepId = { phase: 'run', index: 12, attempt: 1 };
const HELD_AGAIN: StepId = { phase: 'run', index: 2, attempt: 3 };
const HELD_AHEAD: StepId = { phase: 'collect', index: 1, attempt: 1 };

/** A trial with outputs of these steps, as a player makes them before it forks a command. */
function leftTrial(path: string, steps: readonly StepId[]): LeftTrial {
  const folder = new TrialFolder(path);
  for (const phase of PHASES) mkdirSync(join(path, phase));
  for (const step of steps) for (const channel of ['out', 'err']) closeSync(outputOf(folder, step, channel).create());
  const past = { told: new Set([stepIdKey(BEGUN)]), closed: null, segments: 0 };
  return { folder, known: { bootId: BOOT }, past, bootId: BOOT };
}

function outputOf(folder: TrialFolder, step: StepId, channel: string): OutputFile {
  return new OutputFile(`${folder.stepBase(step)}.${channel}`);
}

describe('of the commands of a player that was killed', () => {
  it('those were held of which nothing is told, and that have printed nothing', async () => {
    await using state = await temporaryFolder();
    const printed: StepId = { phase: 'run', index: 3, attempt: 1 };
    const ofReset: StepId = { phase: 'reset', index: 1, attempt: 1 };
    const left = leftTrial(state.path, [BEGUN, HELD, HELD_AGAIN, HELD_AHEAD, printed, ofReset]);
    appendFileSync(outputOf(left.folder, printed, 'err').path, 'it ran');
    expect(heldSteps(left)).toEqual([HELD_AGAIN, HELD, HELD_AHEAD]);
  });

  it.each([
    ['the host was started anew since', { bootId: 'another boot' }],
    ['nobody can tell whether it was', { bootId: '', known: { bootId: '' } }],
    ['the trial was closed', { past: { told: new Set<string>(), closed: 'paid', segments: 0 } as const }],
  ])('none is told where %s', async (_when, otherwise) => {
    await using state = await temporaryFolder();
    expect(heldSteps({ ...leftTrial(state.path, [HELD]), ...otherwise })).toEqual([]);
  });

  it('those of a phase whose folder is gone are not known, and the others are', async () => {
    await using state = await temporaryFolder();
    const left = leftTrial(state.path, [HELD, HELD_AHEAD]);
    rmSync(join(state.path, 'run'), { recursive: true });
    expect(heldSteps(left)).toEqual([HELD_AHEAD]);
  });

  it('a folder of a phase that cannot be read is not taken for one that is gone', async () => {
    await using state = await temporaryFolder();
    const left = leftTrial(state.path, [HELD]);
    rmSync(join(state.path, 'collect'), { recursive: true });
    writeFileSync(join(state.path, 'collect'), '');
    expect(() => heldSteps(left)).toThrow(/ENOTDIR/);
  });

  it('none is told of where a full disk refused the journal, until it has taken all', async (context) => {
    await using disk = await smallDisk(context, 'size=1m');
    const left = leftTrial(disk.path, [HELD]);
    using journal = new Journal(left.folder.segment(1), systemClock);
    const held = () => heldSteps({ ...left, past: readPast(left.folder) });
    journal.append({ kind: 'phase-began', phase: 'run' });
    expect(held()).toEqual([HELD]);

    const filler = await disk.fill();
    // Its page has room for the first, and not for both.
    journal.append({ kind: 'remark', text: 'x'.repeat(3500) });
    const more = { kind: 'remark', text: 'x'.repeat(800) } as const;
    expect(() => journal.append(more, { kind: 'step-began', step: BEGUN })).toThrow('ENOSPC');
    expect(held()).toEqual([]);

    await truncate(filler);
    journal.append({ kind: 'steps-done', phase: 'run' });
    expect(held()).toEqual([HELD]);
  });
});
