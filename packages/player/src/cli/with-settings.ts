import { formatDiagnostic, loadToolSettings } from '@conductor/config';
import { ConductorError } from '@conductor/types';
import { DEFAULT_HOST_LIMITS, type HostLimits } from '../host-limits.ts';
import type { PlayerArguments } from './command-line.ts';

/** What the user wants, from all places where it may be said. */
export interface PlayerWishes extends PlayerArguments {
  readonly limits: HostLimits;
  /** What is odd about the settings, for people. */
  readonly warnings: readonly string[];
}

/**
 * Adds what `PLAYER_…` variables and `/etc/conductor/player.ini` say to what the command line does not. Throws a
 * ConductorError `config` when they are wrong.
 */
export async function withSettings(given: PlayerArguments, env: NodeJS.ProcessEnv): Promise<PlayerWishes> {
  const { settings, diagnostics } = await loadToolSettings('player', env);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new ConductorError('config', errors.map(formatDiagnostic).join('\n'));
  return {
    ...given,
    host: given.host ?? settings.bind ?? null,
    port: given.port ?? settings.port ?? null,
    logFile: given.logFile ?? settings.logFile ?? null,
    insecureNetwork: given.insecureNetwork || (settings.insecureNetwork ?? false),
    stateFolder: given.stateFolder ?? settings.stateDir ?? null,
    passedVariables: [...(settings.passEnv ?? []), ...given.passedVariables],
    limits: {
      maxProcesses: settings.maxProcesses === undefined ? DEFAULT_HOST_LIMITS.maxProcesses : settings.maxProcesses,
      keepMs: settings.keepMs ?? DEFAULT_HOST_LIMITS.keepMs,
      keepBytes: settings.keepBytes ?? DEFAULT_HOST_LIMITS.keepBytes,
      reserveBytes: settings.reserveBytes ?? DEFAULT_HOST_LIMITS.reserveBytes,
    },
    warnings: diagnostics.filter(({ severity }) => severity === 'warning').map(formatDiagnostic),
  };
}
