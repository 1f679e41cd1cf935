import type { Plugin } from 'rolldown';

/** `import a, { b as c } from "node:d";`, as rolldown writes it: each import a line of its own. */
const IMPORT = /^import (?:(?<whole>[\w$]+)(?:, )?)?(?:\{ (?<names>.+) \})? from "(?<module>node:[\w/]+)";$/gm;

/**
 * Takes the modules of Node.js without importing them. Where one is imported, Node.js looks at all that it offers, so that
 * what is loaded only when somebody looks is loaded: `node:process` alone brings threads, reports and 15 more. It was a twentieth
 * of what a program needs until it does something.
 */
export const builtins: Plugin = {
  name: 'builtins',
  renderChunk(code, { fileName }) {
    const taken = code.replaceAll(IMPORT, (...found) => takenFrom(found.at(-1)));
    const [left] = /^(?:import|export) ?(?:.*from )?"node:.*$/m.exec(taken) ?? [];
    if (left !== undefined)
      throw new Error(`${fileName}: this import of Node.js is written in an unknown way: ${left}`);
    return { code: taken, map: null };
  },
};

function takenFrom({ whole, names, module }: Readonly<Record<string, string | undefined>>): string {
  if (names?.startsWith('default as ') || names?.includes(', default as '))
    throw new Error(`"${module}": what it exports by default is taken by a name of its own, which is not known here`);
  const from = module === 'node:process' ? 'globalThis.process' : `globalThis.process.getBuiltinModule("${module}")`;
  const parts = [whole, names && `{ ${names.replaceAll(' as ', ': ')} }`].filter((part) => part);
  return parts.map((part) => `const ${part} = ${from};`).join(' ');
}
