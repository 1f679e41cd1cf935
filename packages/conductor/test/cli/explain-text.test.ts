import { type HostChange, loadRules, parseTest } from '@conductor/config';
import { PHASES } from '@conductor/types';
import { expect, it } from 'vitest';
import { explainText } from '../../src/cli/explain-text.ts';

const DUT = `[Coordinator]
player: 10.0.0.5
cmdport: 6970
[Startup]
spawn1: vmstat 1
step2: -kldload pf
step3: sysctl net.inet.ip.forwarding=1
[Run]
timeout30: iperf3 -s
fetch2 required max1MB: /tmp/*.pcap
[Reset]
step1: kldunload pf
`;

it('a plan in sentences says what every step does, how long it lives, what Reset undoes, and what is default', async () => {
  const rules = await loadRules();
  const changes: HostChange[] = [];
  const texts = {
    test: { path: 'test.cfg', text: '[Test]\ntrials: 2\nlease: 60\n[Players]\ndut: dut.cfg\n' },
    players: new Map([['dut.cfg', { path: 'dut.cfg', text: DUT }]]),
  };
  const { test, diagnostics } = parseTest(texts, { rules: (read, findings) => changes.push(...rules(read, findings)) });
  if (test === null) throw new Error(JSON.stringify(diagnostics));
  const origins = new Map([['trials', 'test.cfg'] as const, ['leaseMs', 'test.cfg'] as const]);
  const loaded = { test, diagnostics, sources: [], origins, waitPlayersMs: null, own: {} };
  expect(explainText(test, { file: 'test.cfg', loaded, secrets: [], changes, phases: PHASES })).toMatchInlineSnapshot(`
    "test (test.cfg): 2 trials, one after the other.
    Each trial goes through Startup, Run, Collect, Reset; nobody begins a phase before every player has finished the one before.

    Startup
      dut, at 10.0.0.5:6970:
        1. spawn1 is started, and the next step begins at once; it lives until Reset is over, and then gets SIGINT: vmstat 1
        2. step2 runs to its end, and may fail; it has failed when that takes 30 s: kldload pf
        3. step3 runs to its end; it has failed when that takes 30 s: sysctl net.inet.ip.forwarding=1

    Run
      dut, at 10.0.0.5:6970:
        1. timeout30 runs for at most 30 s, then gets SIGINT, which is no failure: iperf3 -s
        2. fetch2 brings home /tmp/*.pcap, each of which has to be there; of a file of more than 1 MB it says so, and has failed.

    Collect
      Nothing to do for dut.

    Reset
      It is owed from the moment a player begins Startup, and runs on every path: after a failed step, an interruption, a lost conductor.
      dut, at 10.0.0.5:6970:
        1. step1 runs to its end; it has failed when that takes 30 s: kldunload pf
      What the test changes on its hosts:
        dut: kernel module, by step2 of Startup (kldload pf): undone by step1 of Reset
        dut: setting of the kernel, by step3 of Startup (sysctl net.inet.ip.forwarding=1): nothing that is known undoes it

    When something goes wrong
      A failed step is told, and the next one runs all the same.
      What is to end gets SIGINT, then SIGTERM, and 5 s later SIGKILL.
      A player that hears nothing from its conductor for 60 s resets by itself.

    Settings
      trials is 2: test.cfg says so.
      lease is 60 s: test.cfg says so.
      By default: on_failure continue, step_timeout 30 s, on_disconnect reset, kill_grace 5 s, start aligned, max_skew none, max_output 1 GiB, max_results 64 GiB, max_fetch none, capture file, stop_signal SIGINT, live yes, verify_reset off, order as-written, cooldown 0 s, collector own, results results, format text, output standard output.
    "
  `);
});
