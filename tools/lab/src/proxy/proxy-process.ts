/*
 * A fault proxy as a process of its own, for where this process cannot listen: inside a namespace. Its options are its
 * one argument, as JSON; its orders come over the channel of its parent, and it ends with that.
 */
import { getEachMessage, sendMessage } from 'execa';
import type { ProxyCounts, ProxyOrder } from './proxy-order.ts';
import { type FaultProxy, startFaultProxy } from './start-fault-proxy.ts';

await using proxy = await startFaultProxy(JSON.parse(process.argv[2] ?? ''));
await sendMessage(countsOf(proxy));
for await (const order of getEachMessage()) {
  obey(proxy, order as ProxyOrder);
  await sendMessage(countsOf(proxy));
}

function obey({ set, cut, admit }: FaultProxy, order: ProxyOrder): void {
  switch (order.kind) {
    case 'set':
      set(order.change, order.connection ?? undefined);
      break;
    case 'cut':
      cut(order.how);
      break;
    case 'admit':
      admit(order.admission);
      break;
    case 'count':
      break;
    default:
      order satisfies never;
  }
}

function countsOf({ port, connections, forwardedBytes }: FaultProxy): ProxyCounts & Record<string, unknown> {
  return {
    port,
    connections: connections.length,
    forwardedBytes: { toServer: forwardedBytes('toServer'), toClient: forwardedBytes('toClient') },
  };
}
