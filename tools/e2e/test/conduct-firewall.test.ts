import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startTestBed } from '../src/test-bed.ts';

const EXAMPLE = join(import.meta.dirname, '../../../examples/firewall');
const PROGRAMS = [
  ['ip', '-V'],
  ['nft', '-v'],
  ['iperf3', '-v'],
  ['ping', '-V'],
] as const;

test('the example of a firewall: its rules stop what they are to stop, and nothing is left of them', async (context) => {
  if (process.getuid?.() !== 0) return context.skip('needs root, to make network namespaces');
  const missing = PROGRAMS.find(([name, version]) => spawnSync(name, [version]).error !== undefined);
  if (missing !== undefined) return context.skip(`missing: ${missing[0]}`);
  await using bed = await startTestBed({ players: { dut: {}, source: {}, sink: {} } });
  for (const name of ['dut', 'source', 'sink']) {
    const [line = ''] = /cmdport: \d+/.exec(bed.read(`${name}.cfg`)) ?? [];
    bed.write(`${name}.cfg`, readFileSync(join(EXAMPLE, `${name}.cfg`), 'utf8').replace(/cmdport: \d+/, line));
  }
  for (const name of ['firewall.cfg', 'rules.nft']) bed.write(name, readFileSync(join(EXAMPLE, name)));
  const net = `fw${process.pid}`;
  const checked = await bed.conduct('check', '--strict', 'firewall.cfg').ended;
  expect(checked, checked.stdout).toMatchObject({ exitCode: 0 });
  const { exitCode, stdout } = await bed.conduct('firewall.cfg', '-t', '1', '-D', `net=${net}`).ended;
  expect(exitCode, stdout).toBe(0);
  const { metrics, checks, trials } = bed.result();
  // This machine has other work, and what that changes meanwhile is told as well.
  const hosts = trials.flatMap(({ resets }) => resets.flatMap(({ host }) => host ?? []));
  expect(hosts.map(({ kind }) => kind)).toEqual(Array(6).fill('compared'));
  expect(JSON.stringify(hosts)).not.toContain(net);
  const loss = metrics.find(({ name }) => name === 'loss')?.trials ?? [];
  expect(loss.map((trial) => [trial.caseName, trial.kind === 'value' ? trial.value : null])).toEqual([
    ['rules=off,lost=0', 0],
    ['rules=on,lost=100', 100],
  ]);
  expect(checks.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
  const rules = readFileSync(join(bed.latest(), 'case-rules=on,lost=100/trial-002/collect/dut/01-step1.out'), 'utf8');
  expect(rules).toMatch(/tcp dport 5201 counter packets [1-9]/);
  expect(spawnSync('ip', ['netns', 'list']).stdout.toString()).not.toContain(net);
});
