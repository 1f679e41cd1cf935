/** The code of what Node.js threw for a system that refused, as `ENOENT`; `undefined` where there is none. */
export function errnoOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
}
