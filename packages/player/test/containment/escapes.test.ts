import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cgroupContainment } from '../../src/containment/cgroup.ts';
import type { Containment } from '../../src/containment/containment.ts';
import { endCells, killCells } from '../../src/containment/end-cells.ts';
import { makeCgroup } from '../../src/containment/find-cgroup.ts';
import { markSequence } from '../../src/containment/mark.ts';
import { hasProcTable, procTable } from '../../src/containment/proc-table.ts';
import { psTable } from '../../src/containment/ps-table.ts';
import { sweepContainment } from '../../src/containment/sweep.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ESCAPES, type Escape } from './escapes.ts';
import { hasProgram, killSleepers, runInCell, sleepers, sleeping, uniqueNumber } from './workbench.ts';

interface Means {
  readonly name: string;
  /** `null` where this host does not have it. */
  readonly make: () => Promise<Containment | null>;
  readonly finds: (way: Escape) => boolean;
}

const MEANS: readonly Means[] = [
  {
    name: 'the sweep, reading /proc',
    make: async () => (hasProcTable() ? sweepContainment(procTable(), markSequence()) : null),
    finds: () => true,
  },
  {
    name: 'the sweep, with /proc hidden',
    make: async () => ((await hasProgram('ps')) ? sweepContainment(psTable(), markSequence()) : null),
    finds: ({ isHidden }) => !isHidden,
  },
  {
    name: 'control groups',
    make: async () => {
      const marks = markSequence();
      const made = await makeCgroup(`conductor-test-${marks.life}`);
      return made.kind === 'made' ? cgroupContainment(made.folder, procTable(), marks) : null;
    },
    finds: () => true,
  },
];

/** The user that owns nothing. */
const NOBODY = 65_534;
const ENDING = { stopSignal: 'SIGINT', killGraceMs: 100 } as const;

describe.each(MEANS)('$name', ({ make, finds }) => {
  let containment: Containment | null = null;

  beforeAll(async () => {
    containment = (await hasProgram('setsid')) ? await make() : null;
  });
  afterAll(() => containment?.[Symbol.asyncDispose]());

  it.for(ESCAPES.filter(finds))('finds and ends what runs: $name', async ({ command }, context) => {
    if (!containment) return context.skip('missing: setsid, ps, /proc or control groups that may be made');
    await using folder = await temporaryFolder();
    const number = uniqueNumber();
    const cell = await runInCell(containment, folder.path, command.replaceAll('{}', number));
    const alive = await sleepers(number);
    try {
      const found = (await containment.look([cell])).get(cell) ?? [];
      expect(found.map(({ row }) => row.pid)).toEqual(expect.arrayContaining([...alive]));
      expect((await endCells(containment, [cell], ENDING)).size).toBe(0);
      expect(await sleeping(number)).toEqual([]);
    } finally {
      killSleepers(alive);
    }
  });

  it('leaves another cell alone', async (context) => {
    if (!containment) return context.skip('missing: setsid, ps, /proc or control groups that may be made');
    await using folder = await temporaryFolder();
    const [kept, ended] = [uniqueNumber(), uniqueNumber()];
    const keptCell = await runInCell(containment, folder.path, `setsid sleep 1000.${kept} &`);
    const endedCell = await runInCell(containment, folder.path, `setsid sleep 1000.${ended} &`);
    await Promise.all([sleepers(kept), sleepers(ended)]);
    expect((await killCells(containment, [endedCell])).size).toBe(0);
    expect(await sleeping(ended)).toEqual([]);
    expect(await sleeping(kept)).toHaveLength(1);
    expect((await killCells(containment, [keptCell])).size).toBe(0);
  });

  it('finds nothing of a command that left nothing behind', async (context) => {
    if (!containment) return context.skip('missing: setsid, ps, /proc or control groups that may be made');
    await using folder = await temporaryFolder();
    const cell = await runInCell(containment, folder.path, 'true');
    expect((await containment.look([cell])).size).toBe(0);
  });
});

describe('the sweep of an ordinary user', () => {
  it('ends all of them too', async (context) => {
    if (process.getuid?.() !== 0) return context.skip('missing: root, to become somebody else');
    if (!(await hasProgram('setsid')) || !hasProcTable()) return context.skip('missing: setsid, /proc');
    await using folder = await temporaryFolder();
    await chmod(folder.path, 0o777);
    const fixture = join(import.meta.dirname, '../fixtures/ends-escapes.ts');
    const options = { uid: NOBODY, gid: NOBODY, cwd: folder.path, env: { HOME: folder.path } };
    const reading = await execa('cat', [fixture], { ...options, reject: false });
    if (reading.exitCode !== 0) return context.skip('missing: a checkout that an ordinary user may read');
    const { stdout } = await execa(process.execPath, ['--conditions=@conductor/source', fixture, folder.path], options);
    expect(JSON.parse(stdout)).toEqual(ESCAPES.map(({ name }) => ({ name, began: true, left: 0 })));
  });
});
