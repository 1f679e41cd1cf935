/** Something of a host that is looked at before Startup and after Reset, by a command of a player file: `[State]`. */
export interface StateLook {
  /** What is looked at; `routes` and the other names that a player knows by itself take the place of what it would do. */
  readonly name: string;
  /** Prints what is compared, line by line. Empty: it is not looked at. */
  readonly command: string;
}

/** What was otherwise after Reset than before Startup. */
export interface StateChange {
  /** What was looked at: `sysctls`. */
  readonly item: string;
  /** What of it: `net.ipv4.ip_forward`. */
  readonly subject: string;
  /** What it was; empty where its being there says all, `null` where it was not there. */
  readonly before: string | null;
  /** What it is. */
  readonly after: string | null;
}

/** Something that could not be compared. */
export interface UnseenState {
  readonly item: string;
  readonly reason: string;
}

/** What came of comparing a host after Reset with how it was before Startup. */
export type StateComparison =
  | {
      readonly kind: 'compared';
      /** At most `MOST_STATE_CHANGES`. */
      readonly changes: readonly StateChange[];
      /** All of them. */
      readonly changeCount: number;
      /** How many things were compared. */
      readonly itemCount: number;
      readonly unseen: readonly UnseenState[];
    }
  | { readonly kind: 'not-compared'; readonly reason: string };

/** Changes of one host that are told one by one. */
export const MOST_STATE_CHANGES = 100;

/** How long a player may take to look at its host once, in milliseconds. */
export const LOOK_MS = 30_000;

/** How long it may take in all, before Startup or after Reset: what differs is looked at again, since it may still settle. */
export const LOOKS_MS = 2 * LOOK_MS;

/** A change as people read it: `not restored: net.ipv4.ip_forward 0 → 1`, `left behind: route 10.9.0.0/24 via 10.0.0.1`. */
export function stateChangeText({ item, subject, before, after }: StateChange): string {
  const named = `${NOUNS.get(item) ?? `${item} `}${subject}`;
  if (before === null) return `left behind: ${named}${after ? ` (${after})` : ''}`;
  if (after === null) return `not restored: ${named}${before ? ` (${before})` : ''} is gone`;
  return `not restored: ${named} ${before || 'nothing'} → ${after || 'nothing'}`;
}

/** What one of the things is called that players know by themselves. */
const NOUNS: ReadonlyMap<string, string> = new Map([
  ['links', 'link '],
  ['addresses', 'address '],
  ['routes', 'route '],
  ['rules', 'rule '],
  ['sysctls', ''],
  ['sockets', 'socket '],
  ['mounts', 'mount '],
  ['modules', 'module '],
]);
