import { constants } from 'node:fs';

/** How a file that is fetched is opened: never a link, never waiting for the other end of a pipe. */
export const OPEN_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
