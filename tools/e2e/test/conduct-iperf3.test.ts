import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from '../src/free-port.ts';
import { startTestBed } from '../src/test-bed.ts';

const EXAMPLE = join(import.meta.dirname, '../../../examples/iperf3');

test('the example with iperf3: the client waits for the server, and rate, retransmits and load are of the report that is fetched', async (context) => {
  if (spawnSync('iperf3', ['--version']).error !== undefined) return context.skip('missing: iperf3');
  await using bed = await startTestBed({ players: { server: {}, client: {} } });
  for (const name of ['server', 'client']) {
    const [line = ''] = /cmdport: \d+/.exec(bed.read(`${name}.cfg`)) ?? [];
    bed.write(`${name}.cfg`, readFileSync(join(EXAMPLE, `${name}.cfg`), 'utf8').replace(/cmdport: \d+/, line));
  }
  bed.write('iperf3.cfg', readFileSync(join(EXAMPLE, 'iperf3.cfg')));
  const defined = [`port=${await freePort()}`, 'seconds=1', `folder=${join(bed.folder, 'report')}`];
  const { exitCode, stdout } = await bed.conduct('iperf3.cfg', '-t', '1', ...defined.flatMap((word) => ['-D', word]))
    .ended;
  expect(exitCode, stdout).toBe(0);
  expect(stdout).toMatch(/server +sync1 +passed: all have come/);
  const { metrics, checks } = bed.result();
  expect(metrics.map(({ name, trials }) => [name, trials[0]?.kind])).toEqual([
    ['rate', 'value'],
    ['retransmits', 'value'],
    ['server_cpu', 'value'],
  ]);
  expect(checks).toMatchObject([{ metric: 'rate', verdict: 'passed' }]);
});
