import { visibleText } from '@conductor/types';

/** Text from a peer, such as a name, in quotes that it cannot end; see `visibleText`. */
export function quoted(name: string): string {
  return `"${visibleText(name).replaceAll('"', '\\"')}"`;
}
