import { parseSync, Visitor } from 'oxc-parser';

/** One import, or one use of a global thing such as `process.exit`, and where it stands. */
export interface Use {
  readonly kind: 'import' | 'member';
  /** The module's name as written, or `console.log`, `process.exit`. */
  readonly name: string;
  readonly line: number;
}

/** Every import of a file, of types too, in each form TypeScript has, and every use of a member of a global. */
export function findUses(file: string, source: string): Use[] | 'not-parsed' {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) return 'not-parsed';
  const uses: Use[] = [];
  const add = (kind: Use['kind'], name: string, offset: number) =>
    uses.push({ kind, name, line: source.slice(0, offset).split('\n').length });
  const addModule = (node: { readonly type: string; readonly start: number } | null) => {
    if (node?.type === 'Literal' && 'value' in node && typeof node.value === 'string') {
      add('import', node.value, node.start);
    }
  };
  new Visitor({
    ImportDeclaration: (node) => addModule(node.source),
    ExportNamedDeclaration: (node) => addModule(node.source),
    ExportAllDeclaration: (node) => addModule(node.source),
    ImportExpression: (node) => addModule(node.source),
    TSImportType: (node) => addModule(node.source),
    CallExpression: (node) => {
      const isRequire = node.callee.type === 'Identifier' && node.callee.name === 'require';
      if (isRequire) addModule(node.arguments[0] ?? null);
    },
    MemberExpression: (node) => {
      if (node.object.type !== 'Identifier') return;
      if (node.property.type === 'Identifier') add('member', `${node.object.name}.${node.property.name}`, node.start);
    },
  }).visit(program);
  return uses;
}
