import { type HostChange, loadRules, type Rules } from '@conductor/config';
import { EXIT_CODES, PHASES } from '@conductor/types';
import type { Call } from './call.ts';
import { checkJson } from './check-json.ts';
import { checkText } from './check-text.ts';
import type { CheckedTest } from './checked-test.ts';
import { loadRequest } from './load-request.ts';
import { openOutput } from './output.ts';
import { findSecrets } from './test-secrets.ts';
import { withoutPlayers } from './tests/without-players.ts';

/** `conduct check TEST…`: prints what each test would do and everything there is to say about it. Opens no socket. */
export async function checkCommand(files: readonly string[], call: Call): Promise<number> {
  const { wishes, terminal } = call;
  const rules = await loadRules();
  const named = await Promise.all(files.map((file) => checkTest(file, rules, call)));
  const checked = await withoutPlayers(named, terminal.err);
  const format = wishes.format?.value ?? checked[0]?.loaded.own.format ?? 'text';
  const output = await openOutput(wishes.output?.value ?? null, terminal);
  await output.write(format === 'json' ? checkJson(checked, files.length > 1) : checkText(checked, wishes.isExplained));
  return checked.some((one) => isRefused(one, wishes.isStrict)) ? EXIT_CODES.usage : EXIT_CODES.passed;
}

async function checkTest(file: string, rules: Rules, { wishes, env }: Call): Promise<CheckedTest> {
  const changes: HostChange[] = [];
  const loaded = await loadRequest(file, wishes, env, (test, findings) => changes.push(...rules(test, findings)));
  const phases = wishes.phases ?? PHASES;
  const secrets = loaded.test === null ? [] : await findSecrets(loaded.test, phases, { wishes, env });
  const players = loaded.test?.players.map(({ name }) => name) ?? [];
  return { file, loaded, secrets, changes: changes.filter(({ player }) => players.includes(player)), phases };
}

function isRefused({ loaded: { test, diagnostics } }: CheckedTest, isStrict: boolean): boolean {
  return test === null || (isStrict && diagnostics.some(({ severity }) => severity !== 'note'));
}
