import { errnoOf } from '@conductor/types';

/** Where the program's words go. */
export interface Terminal {
  /** What was asked for. */
  readonly out: Channel;
  /** What is said besides. */
  readonly err: Channel;
}

/** One of the two outputs of this process. */
export interface Channel {
  /** Says something besides: where it cannot be said, the work goes on. */
  readonly write: (text: string) => void;
  /** Says what was asked for; rejects with the system's reason when it was not taken, unless nobody reads any more. */
  readonly deliver: (text: string) => Promise<void>;
  readonly isTerminal: boolean;
}

/** The outputs of this process. That nobody reads them any more (a closed pipe, a closed window) ends nothing. */
export function openTerminal(): Terminal {
  return { out: channelOf(process.stdout), err: channelOf(process.stderr) };
}

function channelOf(stream: NodeJS.WriteStream): Channel {
  const failures: Error[] = [];
  // EPIPE and ENOSPC come as events: unheard, they would end the process, and with it the Resets that it owes.
  stream.on('error', (error) => failures.push(error));
  return {
    isTerminal: stream.isTTY === true,
    write: (text) => {
      if (failures.length === 0) stream.write(text);
    },
    deliver: async (text) => {
      const [failure] = failures.length > 0 ? failures : await written(stream, text);
      if (failure !== undefined && !isUnread(failure)) throw failure;
    },
  };
}

/** What came of writing: nothing, or a failure. */
function written(stream: NodeJS.WriteStream, text: string): Promise<Error[]> {
  return new Promise((resolve) => {
    stream.write(text, (failure) => resolve(failure ? [failure] : []));
  });
}

const UNREAD: readonly string[] = ['EPIPE', 'EIO', 'ECONNRESET'];

/** The reader of a pipe, or the terminal, has gone away; a full disk is something else. */
function isUnread(failure: Error): boolean {
  return UNREAD.includes(errnoOf(failure) ?? '');
}
