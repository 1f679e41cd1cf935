import { formatDiagnostic } from '@conductor/config';
import { visibleJson } from '@conductor/report';
import { EXIT_CODES, PHASES } from '@conductor/types';
import type { Call } from './call.ts';
import { type LoadedRequest, loadRequest } from './load-request.ts';
import { openOutput } from './output.ts';
import { planText } from './plan-text.ts';
import type { UserWishes } from './read-wishes.ts';
import { secretJson, secretsText } from './secrets-text.ts';
import { findSecrets, type TestSecret } from './test-secrets.ts';

/** `conduct check TEST`: prints what the test would do and everything there is to say about it. Opens no socket. */
export async function checkCommand(file: string, { wishes, env, terminal }: Call): Promise<number> {
  const loaded = await loadRequest(file, wishes, env);
  const format = wishes.format?.value ?? loaded.own.format ?? 'text';
  const output = await openOutput(wishes.output?.value ?? null, terminal);
  const secrets = loaded.test === null ? [] : await findSecrets(loaded.test, wishes.phases ?? PHASES, { wishes, env });
  await output.write(format === 'json' ? planJson(loaded, secrets, wishes) : report(loaded, secrets, wishes));
  return loaded.test === null ? EXIT_CODES.usage : EXIT_CODES.passed;
}

function report(
  { test, diagnostics, origins }: LoadedRequest,
  secrets: readonly TestSecret[],
  wishes: UserWishes,
): string {
  const plan = test && planText(test, wishes.phases ?? PHASES, origins);
  const said = diagnostics.map((diagnostic) => `${formatDiagnostic(diagnostic)}\n`);
  const parts = [
    ...(plan ? [plan] : []),
    ...(secrets.length > 0 ? [secretsText(secrets)] : []),
    ...(said.length > 0 ? [said.join('')] : []),
  ];
  return parts.join('\n');
}

function planJson(
  { test, diagnostics, origins }: LoadedRequest,
  secrets: readonly TestSecret[],
  { phases }: UserWishes,
): string {
  const plan = {
    test,
    phases: phases ?? PHASES,
    origins: Object.fromEntries(origins),
    secrets: secrets.map(secretJson),
    diagnostics,
  };
  return visibleJson(plan);
}
