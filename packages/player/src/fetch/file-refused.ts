/** A file that will not be brought home, with the reason. */
export class FileRefused extends Error {}
