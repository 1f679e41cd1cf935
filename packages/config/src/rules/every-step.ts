import { isCommandStep, PHASES } from '@conductor/types';
import type { ReadCommand } from '../shell/read-commands.ts';
import type { Review, ReviewedCommandStep, ReviewedPlayer, ReviewedStep } from './review.ts';

/** The steps of a player in the order in which they run. */
export function stepsOf({ phases }: ReviewedPlayer): readonly ReviewedStep[] {
  return PHASES.flatMap((phase) => phases[phase]);
}

/** The steps of a player that run a command. */
export function commandStepsOf(player: ReviewedPlayer): readonly ReviewedCommandStep[] {
  return stepsOf(player).filter(hasCommand);
}

/** Whether a step runs a command. */
export function hasCommand(reviewed: ReviewedStep): reviewed is ReviewedCommandStep {
  return isCommandStep(reviewed.step);
}

/** Every command of a test, with its player and step. */
export function* everyCommand({ players }: Review): Iterable<PlacedCommand> {
  for (const player of players) {
    for (const step of commandStepsOf(player)) for (const command of step.commands) yield { player, step, command };
  }
}

/** A command, and where it stands. */
export interface PlacedCommand {
  readonly player: ReviewedPlayer;
  readonly step: ReviewedCommandStep;
  readonly command: ReadCommand;
}

/** Goes on beside what follows: `spawnN`, and `command &`. */
export function isBeside({ step, command }: Pick<PlacedCommand, 'step' | 'command'>): boolean {
  return step.step.kind === 'spawn' || command.after === '&';
}

/** A command as it is quoted in a message, and can be run: words have the quotes that they were written with. */
export function textOf({ entering, words, redirects, asWritten }: ReadCommand): string {
  const written = (word: string) => asWritten.get(word) ?? word;
  return [
    ...[...entering, ...words].map(written),
    ...redirects.map(({ operator, target }) => `${operator} ${written(target)}`),
  ].join(' ');
}
