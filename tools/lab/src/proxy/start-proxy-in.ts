import { join } from 'node:path';
import { execa } from 'execa';
import type { LabHost, LabRouter } from '../network/lab-host.ts';
import { commandIn } from '../network/namespace.ts';
import type { CutKind, FaultChange } from './lane-faults.ts';
import type { ProxyCounts, ProxyOrder } from './proxy-order.ts';
import type { Admission, FaultProxyOptions } from './start-fault-proxy.ts';

const PROGRAM = join(import.meta.dirname, 'proxy-process.ts');

/** A fault proxy in a namespace of the lab. Disposing it ends its process. */
export interface ProxyInLab extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** As `FaultProxy.set`; resolves when it is so. */
  set(change: FaultChange, connection?: number): Promise<void>;
  cut(kind: CutKind): Promise<void>;
  admit(admission: Admission): Promise<void>;
  counts(): Promise<ProxyCounts>;
}

/** Starts a proxy where the namespace's addresses are; on the router it can stand between two hosts. */
export async function startProxyIn(
  { namespace }: LabHost | LabRouter,
  options: FaultProxyOptions & { readonly host: string },
): Promise<ProxyInLab> {
  const [program, ...args] = commandIn(namespace, [process.execPath, PROGRAM, JSON.stringify(options)]);
  const running = execa(program, args, { ipc: true, reject: false, stdin: 'ignore', stdout: 'inherit' });
  const answer = async () => (await running.getOneMessage()) as unknown as ProxyCounts;
  const order = async (what: ProxyOrder): Promise<ProxyCounts> => {
    const answered = answer();
    await running.sendMessage({ ...what });
    return answered;
  };
  const { port } = await answer();
  return {
    host: options.host,
    port,
    set: async (change, connection) => {
      await order({ kind: 'set', change, connection: connection ?? null });
    },
    cut: async (how) => {
      await order({ kind: 'cut', how });
    },
    admit: async (admission) => {
      await order({ kind: 'admit', admission });
    },
    counts: () => order({ kind: 'count' }),
    [Symbol.asyncDispose]: async () => {
      running.kill('SIGKILL');
      await running;
    },
  };
}
