import { expect, test } from 'vitest';
import { createTestBed } from '../src/test-bed.ts';

const NAMES = ['source', 'dut', 'sink', 'monitor'];

test('files of the original run unchanged: old sections, k:v, a shared results port, an empty Run, odd keys', async () => {
  await using bed = await createTestBed({ players: Object.fromEntries(NAMES.map((name) => [name, {}])) });
  for (const name of NAMES) {
    const port = /cmdport: (\d+)/.exec(bed.read(`${name}.cfg`))?.[1];
    const lines = [
      '# a player of the original',
      '[Master]',
      'player:127.0.0.1   # this host',
      'conductor:127.0.0.1',
      `cmdport:${port}`,
      'resultsport:6971',
      '',
      '[Startup]',
      'step1:echo startup 1 >>steps   ',
      'setp4:echo startup 4 >>steps',
      'step1:echo startup 1 again >>steps',
      '[Run]',
      ...(name === 'dut' ? [] : ['timeout4:echo run >>steps; sleep 60']),
      '[Collect]',
      'step1 = date +%s >/dev/null && echo collect >>steps',
      '[Reset]',
      'step1:echo reset \\',
      '   >>steps',
      '',
    ];
    bed.write(`${name}.cfg`, lines.join('\n'));
  }
  bed.write(
    'test.cfg',
    `[Test]\ntrials: 2\nmax_message_size: 1000000\n[Clients]\n${NAMES.map((name) => `${name}:${name}.cfg\n`).join('')}`,
  );
  await Promise.all(NAMES.map(bed.startPlayer));
  const { exitCode, stderr } = await bed.run();
  expect({ exitCode, stderr: stderr.replaceAll(/^.*(warning|note).*\n.*$/gm, '').trim() }).toMatchObject({
    exitCode: 0,
  });
  for (const name of NAMES) {
    const run = name === 'dut' ? '' : 'run\n';
    const trial = `startup 1\nstartup 4\nstartup 1 again\n${run}collect\nreset\n`;
    expect(bed.read(`${name}/steps`)).toBe(trial.repeat(2));
  }
});
