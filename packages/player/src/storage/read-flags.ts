import { constants } from 'node:fs';

/** How a file is opened to be read that may not be what it seems: never a link, never waiting for the other end of a pipe. */
export const READ_FLAGS: number = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
