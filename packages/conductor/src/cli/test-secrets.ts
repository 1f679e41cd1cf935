import { formatPlace, type Phase, secretVariable, type Test } from '@conductor/types';
import { lookUpSecret, type SecretFinding } from '../secrets/look-up-secret.ts';
import { type NeededSecret, neededSecrets } from '../secrets/needed-secrets.ts';
import type { Call } from './call.ts';

/** A secret that a test needs, and what was found of it. */
export interface TestSecret extends NeededSecret {
  readonly finding: SecretFinding;
}

/** Looks for every secret that a run of these phases needs. */
export async function findSecrets(
  test: Test,
  phases: readonly Phase[],
  call: Omit<Call, 'terminal'>,
): Promise<readonly TestSecret[]> {
  const sources = { env: call.env, folder: call.wishes.secrets?.value ?? null };
  const looks = neededSecrets(test, phases).map(async (needed) => ({
    ...needed,
    finding: await lookUpSecret(needed.name, sources),
  }));
  return await Promise.all(looks);
}

/** What is wrong with a secret that was not found, and what to do. */
export function faultOf({ name, finding }: Pick<TestSecret, 'name' | 'finding'>): string {
  switch (finding.kind) {
    case 'found':
      return `the secret ${name} is there`;
    case 'absent':
      return `the secret ${name} is missing; set ${secretVariable(name)}, or say --secrets with a folder that has a file ${name}`;
    case 'unusable':
      return `the secret ${name} cannot be taken from ${finding.origin}: ${finding.reason}`;
    default:
      return finding satisfies never;
  }
}

/** `dut.cfg:7: step2`, and how many more. */
export function placeOf({ first, uses }: NeededSecret): string {
  const more = uses.length === 1 ? '' : ` (and ${uses.length - 1} more)`;
  return `${formatPlace(first.place)}: ${first.key}${more}`;
}
