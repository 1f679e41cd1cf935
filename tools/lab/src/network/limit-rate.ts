import { execa } from 'execa';
import { HOST_CABLE, type LabHost, type LabRouter } from './lab-host.ts';

/** Bytes that may pass at once, and the longest that a packet waits before it is dropped (tc-tbf(8)). */
const BURST = '16kb';
const LONGEST_WAIT = '500ms';

/** Limits what a host's cable carries, each way; `null` lifts the limit. Throws where `tc` has no tbf. */
export async function limitRate(router: LabRouter, host: LabHost, bitsPerSecond: number | null): Promise<void> {
  const ends = [
    [host.namespace, HOST_CABLE],
    [router.namespace, host.routerCable],
  ] as const;
  for (const [namespace, device] of ends) {
    const qdisc = ['-netns', namespace, 'qdisc'];
    if (bitsPerSecond === null) await execa('tc', [...qdisc, 'delete', 'dev', device, 'root']);
    else {
      const filter = ['tbf', 'rate', `${bitsPerSecond}bit`, 'burst', BURST, 'latency', LONGEST_WAIT];
      await execa('tc', [...qdisc, 'replace', 'dev', device, 'root', ...filter]);
    }
  }
}
