import { readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { killAll } from '@conductor/lab';
import { expect, test } from 'vitest';
import { startTestBed, type TestBed } from '../src/test-bed.ts';

/** Tests may reboot these hosts, which go down when the test bed lets them: see `goDown`. */
const REBOOTS = { PLAYER_REBOOT: 'echo >>down' };

/** A host that goes down takes the player, its guardian and all steps with it. */
async function goDown(bed: TestBed, name: string): Promise<void> {
  await bed.written(`${name}/down`, '\n');
  const ofHost = () => bed.processes().filter(({ pid }) => folderOf(pid).startsWith(join(bed.folder, name)));
  await killAll(ofHost, `nothing lives on the host of ${name}`);
  rmSync(join(bed.folder, name, 'down'));
}

/** Where a process works: players, their guardians and their steps in folders of their own. */
function folderOf(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

/** What the player has noted of its boot is that of another one. */
function anotherBoot(bed: TestBed, name: string): void {
  const folder = join(bed.folder, `${name}.state`, 'runs');
  const [path] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) =>
    one.endsWith('reboot.json'),
  );
  const file = join(folder, path ?? '');
  const record = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...record, bootId: 'the boot before' }));
}

async function reboot(bed: TestBed, name: string): Promise<void> {
  await goDown(bed, name);
  anotherBoot(bed, name);
  await bed.startPlayer(name);
}

test('a host is rebooted in Run while another is in Run, and its trial goes on behind it', async () => {
  const dut = {
    startup: ['step1: echo up >>../trace', 'spawn1: sleep 1000'],
    run: ['step1: echo before >>../trace', 'reboot1: 600', 'step2: echo after $CONDUCTOR_REBOOT_COUNT >>../trace'],
    collect: ['step1: echo collect $CONDUCTOR_REBOOT_COUNT >>../trace'],
    reset: ['step1: echo reset $CONDUCTOR_REBOOT_COUNT >>../trace'],
  };
  const sink = { run: ['step1: until test -e ../sink/go; do sleep 0.05; done; echo there'] };
  await using bed = await startTestBed({ players: { dut, sink }, playerEnvironment: REBOOTS });
  const conduct = bed.conduct('run', '-v', 'test.cfg');
  await reboot(bed, 'dut');
  await bed.written('trace', 'after 1');
  bed.write('sink/go', '');
  const { exitCode, stdout } = await conduct.ended;
  expect(exitCode, stdout).toBe(0);
  expect(bed.read('trace')).toBe('up\nbefore\nafter 1\ncollect 1\nreset 1\n');
  for (const command of ['verify', 'show', 'report', 'status'])
    expect(await bed.conduct(command, 'latest').ended).toMatchObject({ exitCode: 0, stderr: '' });
});
