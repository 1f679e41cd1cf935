import { expect, test } from 'vitest';
import { startTestBed } from '../src/test-bed.ts';

/** Others use this machine: only what the test itself says is looked at. */
const OWN = ['links', 'addresses', 'routes', 'rules', 'sysctls', 'firewall', 'sockets', 'mounts', 'modules'];
const STATE = ['[State]', ...OWN.map((name) => `${name}:`), 'files: ls kept; exit 0'];

test('a Reset that forgets something is told of, with verify_reset = fail by exit code 4, and the run directory has it', async () => {
  const dut = {
    startup: ['step1: mkdir kept && touch kept/left kept/tidied'],
    reset: ['step1: rm kept/tidied', ...STATE],
  };
  const fine = { startup: ['step1: mkdir kept'], reset: ['step1: rmdir kept', ...STATE] };
  await using bed = await startTestBed({ players: { dut, fine }, settings: ['verify_reset: fail'] });
  const end = await bed.run();
  expect(end.stdout).toContain('  dut: left behind: files left\n');
  expect(end.stdout).toContain('as before Startup, in what was looked at: 1 of 2 times');
  expect(end.exitCode).toBe(4);
  const [trial] = bed.result().trials;
  expect(trial?.resets).toMatchObject([
    { player: 'dut', host: { changes: [{ item: 'files', subject: 'left' }], verdict: 'failed' } },
    { player: 'fine', host: { changes: [], verdict: 'passed' } },
  ]);
});
