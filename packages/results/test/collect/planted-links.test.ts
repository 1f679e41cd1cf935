import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { IncomingFile } from '../../src/collect/incoming-file.ts';
import { TrialIntake } from '../../src/collect/trial-intake.ts';
import { filesBelow } from '../support/files-below.ts';
import { temporaryFolder } from '../support/new-directory.ts';
import { plan } from '../support/sample-test.ts';
import { file, journalOf, out, run, type Script } from '../support/scripted-player.ts';
import { stage } from '../support/stage.ts';

const DUT = plan('dut', { run: ['step1=echo', 'fetch2=/tmp/*'] });
const FOUND = { kind: 'file-found', step: run(2), file: 1, path: '/tmp/a', size: 7, mode: 0o640 } as const;
const SCRIPT: Script = {
  journal: journalOf({ ...FOUND, modified: '2020-01-02T03:04:05.000Z' }),
  sources: [out(1, 'output'), file(run(2), 1, 'fetched')],
};
const WAYS = ['trial-001', 'trial-001/run', 'trial-001/run/dut', 'trial-001/run/dut/.incoming'];

/** Puts a link to a folder elsewhere in the place of one in the run directory. */
async function plant(root: string, way: string, elsewhere: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, way)), { recursive: true });
  await symlink(elsewhere, path.join(root, way));
}

test.each(WAYS)(
  'where %s of a run directory is a link, what comes is refused, and nothing is made behind it',
  async (way) => {
    await using outside = await temporaryFolder();
    await using on = await stage(DUT, SCRIPT);
    await plant(on.directory.path, way, outside.path);
    await expect(on.collect()).rejects.toMatchObject({
      code: 'storage',
      message: expect.stringContaining('move it away'),
    });
    expect(await filesBelow(outside.path)).toEqual([]);
  },
);

test.each(WAYS)('where %s has become a link, what stands behind it is not gone on with', async (way) => {
  await using outside = await temporaryFolder();
  await using on = await stage(DUT, SCRIPT);
  const begun = path.join(on.directory.path, 'trial-001/run/dut/.incoming/02-1');
  await mkdir(path.dirname(begun), { recursive: true });
  await writeFile(begun, 'fet');
  await using intake = new TrialIntake(on.what, AbortSignal.timeout(30_000));
  expect(await IncomingFile.resume(begun, intake.shared)).toMatchObject({ bytes: 3 });
  const moved = path.join(outside.path, 'moved');
  await rename(path.join(on.directory.path, way), moved);
  await plant(on.directory.path, way, moved);
  await expect(IncomingFile.resume(begun, intake.shared)).rejects.toMatchObject({ code: 'storage' });
});
