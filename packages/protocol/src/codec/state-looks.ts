import type { StateLook } from '@conductor/types';
import type { StateLooks__Output, StateLooks as WireStateLooks } from '../gen/conductor/v1/StateLooks.ts';
import { malformed } from './malformed.ts';
import { boundedText } from './scalars.ts';

/** With these limits all looks fit into one frame. */
const MOST_LOOKS = 50;
const COMMAND_LIMIT = 4096;
const NAME_LIMIT = 64;

export function encodeStateLooks(looks: readonly StateLook[]): WireStateLooks {
  return { looks: looks.map(({ name, command }) => ({ name, command })) };
}

export function decodeStateLooks({ looks }: StateLooks__Output): readonly StateLook[] {
  if (looks.length > MOST_LOOKS) throw malformed(`expected at most ${MOST_LOOKS} looks at a host, got ${looks.length}`);
  return looks.map(({ name, command }) => ({
    name: boundedText(name, NAME_LIMIT, 'name of a look at a host'),
    command: boundedText(command, COMMAND_LIMIT, 'command of a look at a host'),
  }));
}
