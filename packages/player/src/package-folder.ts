import { fileURLToPath } from 'node:url';

/** The folder of this package. From here alone: in a bundle all files lie one level below it, as this one does. */
export const PACKAGE_FOLDER: string = fileURLToPath(new URL('..', import.meta.url));
