/** Where the program's words go. */
export interface Terminal {
  /** What was asked for. */
  readonly out: Channel;
  /** What is said besides. */
  readonly err: Channel;
}

/** One of the two outputs of this process. */
export interface Channel {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
}

/** The outputs of this process. That nobody reads them any more (a closed pipe, a closed window) ends nothing. */
export function openTerminal(): Terminal {
  return { out: channelOf(process.stdout), err: channelOf(process.stderr) };
}

function channelOf(stream: NodeJS.WriteStream): Channel {
  let isOpen = true;
  // EPIPE and EIO come as events: unheard, they would end the process, and with it the Resets that it owes.
  stream.on('error', () => {
    isOpen = false;
  });
  return {
    isTerminal: stream.isTTY === true,
    write: (text) => {
      if (isOpen) stream.write(text);
    },
  };
}
