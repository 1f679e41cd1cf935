import { PHASES, type PhaseSteps, type Secret, secretsOf } from '@conductor/types';

/** The secrets that steps of one player use: no other player gets them. */
export function secretsFor(phases: PhaseSteps, secrets: readonly Secret[]): readonly Secret[] {
  const used = new Set(PHASES.flatMap((phase) => phases[phase].flatMap(secretsOf)));
  return secrets.filter(({ name }) => used.has(name));
}
