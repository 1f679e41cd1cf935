import { formatDiagnostic, loadToolSettings } from '@conductor/config';
import { ConductorError } from '@conductor/types';
import { DEFAULT_HOST_LIMITS, type HostLimits } from '../host-limits.ts';
import type { PlayerArguments } from './arguments.ts';

/** What only settings say. */
interface SettingsAlone {
  readonly limits: HostLimits;
  /** What reboots this host; `null` where its owner has not said that tests may. */
  readonly rebootCommand: string | null;
  /** What is odd about the settings, for people. */
  readonly warnings: readonly string[];
}

/** What the user wants, from all places where it may be said. */
export type PlayerWishes<Given extends PlayerArguments = PlayerArguments> = Given & SettingsAlone;

/**
 * Adds what `PLAYER_…` variables and `/etc/conductor/player.ini` say to what the command line does not. Throws a
 * ConductorError `config` when they are wrong.
 */
export async function withSettings<Given extends PlayerArguments>(
  given: Given,
  env: NodeJS.ProcessEnv,
): Promise<PlayerWishes<Given>> {
  const { settings, diagnostics } = await loadToolSettings('player', env);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new ConductorError('config', errors.map(formatDiagnostic).join('\n'));
  const { maxProcesses = DEFAULT_HOST_LIMITS.maxProcesses } = settings;
  return {
    ...given,
    host: given.host ?? settings.bind ?? null,
    port: given.port ?? settings.port ?? null,
    logFile: given.logFile ?? settings.logFile ?? null,
    insecureNetwork: given.insecureNetwork || (settings.insecureNetwork ?? false),
    stateFolder: given.stateFolder ?? settings.stateDir ?? null,
    passedVariables: [...(settings.passEnv ?? []), ...given.passedVariables],
    runAs: given.runAs ?? settings.runAs ?? null,
    rebootCommand: settings.reboot ?? null,
    limits: {
      maxProcesses,
      keepMs: settings.keepMs ?? DEFAULT_HOST_LIMITS.keepMs,
      keepBytes: settings.keepBytes ?? DEFAULT_HOST_LIMITS.keepBytes,
      reserveBytes: settings.reserveBytes ?? DEFAULT_HOST_LIMITS.reserveBytes,
    },
    warnings: diagnostics.filter(({ severity }) => severity === 'warning').map(formatDiagnostic),
  };
}
