import { execa } from 'execa';
import { ownedName } from '../owned-name.ts';
import { cutOneWay, mendOneWay, type OneWay } from './cut-one-way.ts';
import { ip } from './ip.ts';
import { type LabHost, type LabRouter, labHosts } from './lab-host.ts';
import { layCables, setForwarding } from './lay-cables.ts';
import { limitRate } from './limit-rate.ts';
import { addNamespace, type Command, commandIn, removeNamespace } from './namespace.ts';
import { reapLabs } from './reap-labs.ts';

/** How large a lab is. */
export interface LabOptions {
  readonly players: number;
}

/** How a program is started in a lab. */
export interface LabRunOptions {
  readonly in: LabHost | LabRouter;
  readonly cwd?: string;
  /** Added to the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Hosts and a router between them, on one machine. Disposing it kills what runs in it and removes all of it; a lab
 * whose process was killed is removed by the next one.
 */
export interface Lab extends AsyncDisposable {
  readonly conductor: LabHost;
  readonly players: readonly LabHost[];
  readonly router: LabRouter;
  /** Starts a program on a host; its failure is in its result and does not throw. */
  run(command: Command, options: LabRunOptions): LabProcess;
  /** All packets vanish in the router, both ways, without a word and without a lost carrier. */
  blackHole(): Promise<void>;
  /** Undoes `blackHole`. */
  heal(): Promise<void>;
  cutOneWay(way: OneWay): Promise<void>;
  mendOneWay(way: OneWay): Promise<void>;
  /** The host sees its carrier go. */
  pullCable(host: LabHost): Promise<void>;
  plugCable(host: LabHost): Promise<void>;
  /** In bits per second and each way; `null` lifts it. */
  limitRate(host: LabHost, bitsPerSecond: number | null): Promise<void>;
}

/** A program on a host of the lab. */
export type LabProcess = ReturnType<typeof start>;

/** Makes a lab, after it has removed those that nobody owns any more. */
export async function createLab({ players }: LabOptions): Promise<Lab> {
  await reapLabs();
  const label = ownedName();
  const hosts = labHosts(label, players);
  const router: LabRouter = { name: 'router', namespace: `${label}-router` };
  const everyHost = [hosts.conductor, ...hosts.players];
  const namespaces = [router, ...everyHost].map(({ namespace }) => namespace);
  const remove = async () => {
    for (const namespace of namespaces) await removeNamespace(namespace);
  };
  try {
    for (const namespace of namespaces) await addNamespace(namespace);
    await layCables(router, everyHost);
    await setForwarding(router, true);
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    ...hosts,
    router,
    run: start,
    blackHole: () => setForwarding(router, false),
    heal: () => setForwarding(router, true),
    cutOneWay: (way) => cutOneWay(router, way),
    mendOneWay: (way) => mendOneWay(router, way),
    pullCable: (host) => setCable(router, host, 'down'),
    plugCable: (host) => setCable(router, host, 'up'),
    limitRate: (host, bitsPerSecond) => limitRate(router, host, bitsPerSecond),
    [Symbol.asyncDispose]: remove,
  };
}

function start(command: Command, { in: host, cwd = process.cwd(), env = {} }: LabRunOptions) {
  const [program, ...args] = commandIn(host.namespace, command);
  return execa(program, args, { cwd, env, stdin: 'ignore', reject: false });
}

/** By the router's end: the host's own end stays up and loses its carrier, as when a cable is pulled. */
async function setCable(router: LabRouter, host: LabHost, state: 'up' | 'down'): Promise<void> {
  await ip('-netns', router.namespace, 'link', 'set', host.routerCable, state);
}
