import type { Plugin } from 'rolldown';

/** What a library imports for something that no program of ours asks of it: who imports, and what. */
const NEVER_USED: readonly (readonly [importer: RegExp, imported: string])[] = [
  // commander starts commands that are programs of their own.
  [/node_modules\/commander\//, 'node:child_process'],
];

/** Loading what is never used was a thirtieth of `conduct check`. */
export const leaveOut: Plugin = {
  name: 'leave-out',
  resolveId: (imported, importer) => (isLeftOut(imported, importer) ? EMPTY : null),
  load: (id) => (id === EMPTY ? 'export default {};' : null),
};

/** What stays an import: the modules of Node.js. */
export function isExternal(imported: string, importer: string | undefined): boolean {
  return imported.startsWith('node:') && !isLeftOut(imported, importer);
}

function isLeftOut(imported: string, importer = ''): boolean {
  return NEVER_USED.some(([by, what]) => what === imported && by.test(importer));
}

const EMPTY = '\0left-out';
