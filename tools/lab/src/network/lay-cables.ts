import { execa } from 'execa';
import { ipBatch } from './ip.ts';
import { HOST_CABLE, type LabHost, type LabRouter } from './lab-host.ts';
import { commandIn } from './namespace.ts';

/** A file below /proc/sys and what it is to hold. */
type Setting = readonly [string, number];

/*
 * Addresses are usable at once instead of after a second of duplicate detection, and IPv6 addresses outlive a pulled
 * cable as IPv4 addresses do.
 */
const IPV6_SETTINGS: readonly Setting[] = [
  ['net/ipv6/conf/default/accept_dad', 0],
  ['net/ipv6/conf/default/keep_addr_on_down', 1],
];

/** Connects every host to the router, with addresses of both families and the router as the way to all others. */
export async function layCables(router: LabRouter, hosts: readonly LabHost[]): Promise<void> {
  for (const { namespace } of [router, ...hosts]) await setKernel(namespace, IPV6_SETTINGS);
  for (const host of hosts) await layCable(router, host);
}

async function layCable(router: LabRouter, host: LabHost): Promise<void> {
  await ipBatch(host.namespace, [
    `link add ${HOST_CABLE} type veth peer name ${host.routerCable} netns ${router.namespace}`,
    `address add ${host.ipv4}/24 dev ${HOST_CABLE}`,
    `address add ${host.ipv6}/64 dev ${HOST_CABLE} nodad`,
    `link set ${HOST_CABLE} up`,
  ]);
  await ipBatch(router.namespace, [
    `address add ${host.gatewayIpv4}/24 dev ${host.routerCable}`,
    `address add ${host.gatewayIpv6}/64 dev ${host.routerCable} nodad`,
    `link set ${host.routerCable} up`,
  ]);
  await ipBatch(host.namespace, [
    `route add default via ${host.gatewayIpv4}`,
    `route add ::/0 via ${host.gatewayIpv6}`,
  ]);
}

/** Whether the router passes anything on; when not, packets vanish without a word and no carrier is lost. */
export async function setForwarding(router: LabRouter, forwards: boolean): Promise<void> {
  const value = forwards ? 1 : 0;
  await setKernel(router.namespace, [
    ['net/ipv4/ip_forward', value],
    ['net/ipv6/conf/all/forwarding', value],
  ]);
}

/** Writes kernel settings of one namespace: which one is decided by who opens the file. */
async function setKernel(namespace: string, settings: readonly Setting[]): Promise<void> {
  const script = 'while [ $# -gt 0 ]; do echo "$2" >"/proc/sys/$1" || exit; shift 2; done';
  const [program, ...args] = commandIn(namespace, ['sh', '-c', script, 'sh', ...settings.flat().map(String)]);
  await execa(program, args, { stdin: 'ignore' });
}
