/** What a `readyN` waits for: something that a player can look at on its own host. */
export type ReadyCondition =
  /** A connection to this address is taken. */
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  /** A socket of this host is bound to the port, at this address or at every one; `address` `null`: at any. */
  | { readonly kind: 'udp'; readonly address: string | null; readonly port: number }
  /** A line that a spawn of the same phase wrote, on either channel, is found by a regular expression. */
  | {
      readonly kind: 'log';
      /** The key of the spawn, for messages. */
      readonly spawn: string;
      /** The place of the spawn in its phase. */
      readonly spawnIndex: number;
      readonly pattern: string;
      /** Of JavaScript: `i` or none. */
      readonly flags: string;
    }
  /** A command ends with exit code 0; it is run until it does. */
  | { readonly kind: 'run'; readonly command: string }
  /** There is such a file. */
  | { readonly kind: 'file'; readonly path: string; readonly notEmpty: boolean };

/** A condition in the words of the language. */
export function conditionText(condition: ReadyCondition): string {
  switch (condition.kind) {
    case 'tcp':
      return `tcp ${placeText(condition.host, condition.port)}`;
    case 'udp':
      return `udp ${condition.address === null ? condition.port : placeText(condition.address, condition.port)}`;
    case 'log':
      return `log ${condition.spawn} /${condition.pattern}/${condition.flags}`;
    case 'run':
      return `run ${condition.command}`;
    case 'file':
      return `file ${condition.path}${condition.notEmpty ? ' not-empty' : ''}`;
    default:
      return condition satisfies never;
  }
}

/** The same condition with each of its texts changed. */
export function conditionWithTexts(condition: ReadyCondition, change: (text: string) => string): ReadyCondition {
  switch (condition.kind) {
    case 'tcp':
      return { ...condition, host: change(condition.host) };
    case 'udp':
      return condition;
    case 'log':
      return { ...condition, pattern: change(condition.pattern) };
    case 'run':
      return { ...condition, command: change(condition.command) };
    case 'file':
      return { ...condition, path: change(condition.path) };
    default:
      return condition satisfies never;
  }
}

function placeText(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
