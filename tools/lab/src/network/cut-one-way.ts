import { ip } from './ip.ts';
import type { LabHost, LabRouter } from './lab-host.ts';

/** One direction between two hosts. */
export interface OneWay {
  readonly from: LabHost;
  readonly to: LabHost;
}

/**
 * Loses, in the router and without a word, what goes from one host to another; the way back stays open. By a rule and
 * not a blackhole route, since a route asks only where a packet goes: it would cut the others off as well.
 */
export async function cutOneWay(router: LabRouter, way: OneWay): Promise<void> {
  await changeRules(router, 'add', way);
}

/** Undoes `cutOneWay`. */
export async function mendOneWay(router: LabRouter, way: OneWay): Promise<void> {
  await changeRules(router, 'delete', way);
}

async function changeRules({ namespace }: LabRouter, verb: 'add' | 'delete', { from, to }: OneWay): Promise<void> {
  const rule = ['-netns', namespace, 'rule', verb];
  await ip('-4', ...rule, 'from', from.ipv4, 'to', to.ipv4, 'blackhole');
  await ip('-6', ...rule, 'from', from.ipv6, 'to', to.ipv6, 'blackhole');
}
