import { expect, test } from 'vitest';
import { freePort } from '../src/free-port.ts';
import { startTestBed } from '../src/test-bed.ts';

test('readyN waits for a server that listens late, and for a line of a spawn; the client then finds it', async () => {
  const port = await freePort();
  // Who only looks whether it listens has hung up before it is served.
  const answer = '(client) => client.on("error", () => {}).end("served\\n")';
  const serve = `require("net").createServer(${answer}).listen(${port}, () => console.log("listening on ${port}"))`;
  const call = `require("net").connect(${port}).pipe(process.stdout)`;
  const dut = {
    startup: [
      `spawn1: until test -e go; do sleep 0.05; done; exec ${process.execPath} -e '${serve}'`,
      'spawn2: until test -e asked; do sleep 0.05; done; touch go; exec sleep 1000',
      'ready1: run touch asked && test -e go',
      `ready2: tcp 127.0.0.1:${port}`,
      'ready3: log spawn1 /^listening on \\d+$/',
    ],
    run: [`step1: ${process.execPath} -e '${call}'`],
  };
  await using bed = await startTestBed({ players: { dut } });
  const run = await bed.run();
  expect(run.exitCode).toBe(0);
  expect(run.stdout).toMatch(/ready2 +passed: ready/);
  expect(bed.read('results/latest/trial-001/run/dut/01-step1.out')).toBe('served\n');
});

test('a readyN that waits in vain fails the run, and the report says for what, how long, and what the last answer was', async () => {
  const port = await freePort();
  await using bed = await startTestBed({
    players: { dut: { run: [`ready1 timeout1: tcp 127.0.0.1:${port}`, 'ready2: -file /no/such'] } },
    settings: ['step_timeout: 1'],
  });
  const run = await bed.run();
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain(`waited 1 s for tcp 127.0.0.1:${port}; last: connection refused`);
  const steps = bed.result().trials[0]?.phases[1]?.players[0]?.steps;
  expect(steps?.map(({ outcome, verdict }) => [outcome.kind, verdict])).toEqual([
    ['not-ready', 'failed'],
    ['not-ready', 'passed'],
  ]);
});
