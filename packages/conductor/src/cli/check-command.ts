import { type HostChange, loadRules } from '@conductor/config';
import { EXIT_CODES, PHASES } from '@conductor/types';
import type { Call } from './call.ts';
import { checkJson } from './check-json.ts';
import { checkText } from './check-text.ts';
import { loadRequest } from './load-request.ts';
import { openOutput } from './output.ts';
import { findSecrets } from './test-secrets.ts';

/** `conduct check TEST`: prints what the test would do and everything there is to say about it. Opens no socket. */
export async function checkCommand(file: string, { wishes, env, terminal }: Call): Promise<number> {
  const rules = await loadRules();
  const changes: HostChange[] = [];
  const loaded = await loadRequest(file, wishes, env, (test, findings) => changes.push(...rules(test, findings)));
  const format = wishes.format?.value ?? loaded.own.format ?? 'text';
  const output = await openOutput(wishes.output?.value ?? null, terminal);
  const phases = wishes.phases ?? PHASES;
  const secrets = loaded.test === null ? [] : await findSecrets(loaded.test, phases, { wishes, env });
  const players = loaded.test?.players.map(({ name }) => name) ?? [];
  const checked = { loaded, secrets, changes: changes.filter(({ player }) => players.includes(player)), phases };
  await output.write(format === 'json' ? checkJson(checked) : checkText(checked, wishes.isExplained));
  const isRefused = wishes.isStrict && loaded.diagnostics.some(({ severity }) => severity !== 'note');
  return loaded.test === null || isRefused ? EXIT_CODES.usage : EXIT_CODES.passed;
}
