import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { makeKey, selfSignedCertificate } from '@conductor/protocol';
import { expect, type TestContext, test } from 'vitest';
import { createLabBed, joinLine, succeeded, whyNoLabBed } from '../src/lab-bed.ts';
import { SET_UP_LIMIT_MS } from '../src/test-bed.ts';

const LONG = {
  startup: ['step1: touch up'],
  run: ['timeout600: touch began; exec sleep 600'],
  reset: ['step1: touch down'],
};

function needs({ skip }: TestContext, why: string | null): void {
  if (why !== null) skip(why);
}

test('a player is enrolled, commanded, and revoked in the midst of a run: conduct exits 6 and says why, the player resets itself', async (context) => {
  needs(context, whyNoLabBed());
  await using bed = await createLabBed(LONG);
  const { player, line } = await bed.enrolled();

  const { stdout: listed } = await succeeded(bed.conduct('players', '--format', 'json'));
  const [dut] = JSON.parse(listed).players;
  expect(dut).toMatchObject({ name: 'dut', daysLeft: 89, state: 'free', revoked: null, version: expect.any(String) });
  expect(dut.identity).toMatch(/^conductor:\/\/[0-9a-f]+\/player\/dut$/);
  expect(Math.abs(dut.clockAheadMs)).toBeLessThanOrEqual(dut.clockUncertainMs + 5);

  const again = await bed.conduct(...line, '--replace').ended;
  expect(again).toMatchObject({
    exitCode: 6,
    stderr: expect.stringContaining('no enrollment is open: its code was used'),
  });
  await player.lines.find((said) => said.includes('no enrollment is open: its code was used'));

  const run = bed.conduct('test.cfg');
  await bed.appeared('dut/began');
  const { stdout: revoked } = await succeeded(bed.conduct('revoke', 'dut'));
  expect(revoked).toMatch(/^conductor:\/\/\w+\/player\/dut is revoked, by \S+@\S+ at /);
  const { exitCode, stdout } = await run.ended;
  expect(stdout).toMatch(/dut +is lost: player "dut" at .* was revoked by \S+@\S+ at /);
  expect(stdout).not.toContain('INSECURE');
  expect(exitCode).toBe(6);
  expect(bed.result().players[0]).toMatchObject({
    identity: dut.identity,
    lost: expect.stringContaining('revoked by'),
  });

  await player.lines.find((said) => said.includes('Reset: paid'));
  expect(existsSync(join(bed.folder, 'dut/down'))).toBe(true);
  expect(await bed.conduct('test.cfg').ended).toMatchObject({ exitCode: 6 });
  expect(await bed.conduct('players', 'test.cfg').ended).toMatchObject({ exitCode: 6 });
  expect(await bed.conduct('players').ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('revoked') });
});

test(
  'whoever stands between the two at enrollment gets neither the secret nor a certificate',
  async (context) => {
    needs(context, whyNoLabBed());
    await using bed = await createLabBed({});
    const waiting = bed.enrollPlayer();
    const [command = '', name = '', , code = ''] = await joinLine(waiting);
    const key = await makeKey();
    const heard: Buffer[] = [];
    const impostor = createServer({ key, cert: selfSignedCertificate(key), ALPNProtocols: ['h2'] }, (socket) => {
      socket.on('data', (bytes) => heard.push(bytes));
      socket.on('error', () => undefined);
    });
    impostor.listen(0, '127.0.0.1');
    await once(impostor, 'listening');
    const { port } = impostor.address() as AddressInfo;
    const { exitCode, stderr } = await bed.conduct(command, name, `127.0.0.1:${port}`, code).ended;
    impostor.close();
    expect({ exitCode, heard }).toEqual({ exitCode: 6, heard: [] });
    expect(stderr).toContain('player "dut" at 127.0.0.1');
    expect(readdirSync(join(bed.folder, 'config/conductor/lab/players'))).toEqual([]);
    const { stdout } = await succeeded(bed.conduct(command, name, bed.place, code));
    expect(stdout).toContain(`the lab is in ${join(bed.folder, 'config/conductor/lab')}: keep a copy`);
  },
  SET_UP_LIMIT_MS,
);

test('a collector on another host brings the results home with credentials of its own, until it is revoked', async (context) => {
  needs(context, whyNoLabBed());
  await using bed = await createLabBed({ ...LONG, startup: ['step1: echo hello'] }, [
    'collector: external',
    'lease: 60',
  ]);
  const { player } = await bed.enrolled();
  await succeeded(bed.conduct('certificate', 'collector', 'store1', '--out', 'store1'));
  const run = bed.conduct('test.cfg');
  const line = await run.lines.find((said) => said.trim().startsWith('collector '));
  const collector = bed.collector(...line.trim().split(' ').slice(1), '--lab', 'store1');
  await bed.appeared('dut/began');
  await succeeded(bed.conduct('revoke', 'collector/store1'));
  const { exitCode, stderr } = await collector.ended;
  expect(stderr).toMatch(/revoked/);
  expect(exitCode).toBe(6);
  await player.lines.find((said) => said.includes('revoked'));
  const [folder = ''] = readdirSync(join(bed.folder, 'results-collected/test')).filter((one) => one !== 'latest');
  const output = join(bed.folder, 'results-collected/test', folder, 'trial-001/startup/dut/01-step1.out');
  expect(readFileSync(output, 'utf8')).toBe('hello\n');
});
