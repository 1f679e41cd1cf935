import { formatDiagnostic, loadTest } from '@conductor/config';
import { type PlayerAddress, playerEntries } from '@conductor/protocol';
import { ConductorError, EXIT_CODES } from '@conductor/types';
import { dialOptions } from '../dial-options.ts';
import { placeOfPlayer } from '../lab/place-of-player.ts';
import { type LabFinding, lookedAt, surveyLab } from '../lab/survey-lab.ts';
import { accessOf, labFolderOf } from './access.ts';
import type { Call } from './call.ts';
import { listenForInterruptions } from './interruptions.ts';
import { openOutput } from './output.ts';
import { playersJson, playersText } from './players-text.ts';

/** `conduct players [TEST]`: looks at the players of the lab, or of a test, and tells how each is. Claims nothing. */
export async function playersCommand(file: string | null, call: Call): Promise<number> {
  using interruptions = listenForInterruptions();
  const { wishes, terminal } = call;
  const folder = await labFolderOf(call);
  const addresses = file === null ? await enrolledIn(folder) : await playersOf(file);
  const output = await openOutput(wishes.output?.value ?? null, terminal);
  const dialling = dialOptions(await accessOf(call));
  const signal = AbortSignal.any([...interruptions.signals]);
  const findings = await surveyLab(await lookedAt(folder, addresses), dialling, signal);
  const now = new Date();
  await output.write(wishes.format?.value === 'json' ? playersJson(findings, now) : playersText(findings, folder, now));
  return exitCodeOf(findings, file === null ? 'lab' : 'test');
}

async function enrolledIn(folder: string): Promise<PlayerAddress[]> {
  const entries = await playerEntries(folder).all();
  return entries.map(({ name, address }) => ({ name, ...placeOfPlayer(address) }));
}

async function playersOf(file: string): Promise<PlayerAddress[]> {
  const { test, diagnostics } = await loadTest(file);
  if (test !== null) return test.players.map(({ name, address, port }) => ({ name, host: address, port }));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  throw new ConductorError('config', errors.map(formatDiagnostic).join('\n'));
}

/**
 * Who is not whom we expect weighs more than who is not there. In the lab a revoked player is as it was wished; a test that needs it
 * would end with the same exit code as this.
 */
function exitCodeOf(findings: readonly LabFinding[], of: 'lab' | 'test'): number {
  const codes = findings.flatMap((one) => {
    if (one.kind === 'found' || (of === 'lab' && (one.entry?.revoked ?? null) !== null)) return [];
    return [one.error.code];
  });
  if (codes.includes('identity') || codes.includes('version')) return EXIT_CODES.identity;
  return codes.length > 0 ? EXIT_CODES.lost : EXIT_CODES.passed;
}
