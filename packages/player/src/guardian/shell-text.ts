/** A text as a shell reads it back exactly, whatever it holds. NUL is not possible in a shell. */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Lines that set variables; `prefix` is put before each name. */
export function shellAssignments(values: Readonly<Record<string, string>>, prefix: string): string {
  return Object.entries(values)
    .map(([name, value]) => `${prefix}${name}=${quoteForShell(value)}\n`)
    .join('');
}
