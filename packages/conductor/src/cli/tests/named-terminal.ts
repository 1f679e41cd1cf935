import { visibleText } from '@conductor/types';
import type { Channel, Terminal } from '../terminal.ts';

/** A terminal on which each line that is told besides says of which test it is; what was asked for stands by itself. */
export function namedTerminal({ out, err }: Terminal, name: string): Terminal {
  const prefix = `[${visibleText(name)}] `;
  const named = (channel: Channel): Channel => ({
    ...channel,
    write: (text) => channel.write(text.replaceAll(/^(?=.)/gm, prefix)),
  });
  return { out: named(out), err: named(err) };
}
