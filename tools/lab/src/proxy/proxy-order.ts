import type { CutKind, FaultChange, LaneName } from './lane-faults.ts';
import type { Admission } from './start-fault-proxy.ts';

/** What a proxy in a process of its own is told. */
export type ProxyOrder =
  | { readonly kind: 'set'; readonly change: FaultChange; readonly connection: number | null }
  | { readonly kind: 'cut'; readonly how: CutKind }
  | { readonly kind: 'admit'; readonly admission: Admission }
  | { readonly kind: 'count' };

/** What it has seen so far: its answer to every order, and its first word. */
export interface ProxyCounts {
  readonly port: number;
  /** Connections that were passed on. */
  readonly connections: number;
  /** Bytes that reached the receiver, over all connections. */
  readonly forwardedBytes: Readonly<Record<LaneName, number>>;
}
