import type { Program, ProgramEnd } from '@conductor/lab';

/** Waits for the end of a program that must not fail; throws with what it printed when it does. */
export async function succeed(program: Program, what: string): Promise<ProgramEnd> {
  const end = await program.ended;
  if (end.exitCode === 0) return end;
  throw new Error(`${what} ended with ${end.exitCode ?? end.signal}: ${end.stderr}\n${end.stdout}`);
}
