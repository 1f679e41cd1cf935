import type { ReviewedPlayer, ReviewedStep } from './review.ts';
import type { Rule } from './rule.ts';

/** Finds spawns that a later step takes down with the host. */
export const endedByReboot: Rule = ({ players }, say) => {
  for (const player of players) {
    const steps = livingTogether(player);
    for (const [at, spawn] of steps.entries()) {
      if (spawn.step.kind !== 'spawn') continue;
      const reboot = steps.slice(at + 1).find(({ step }) => step.kind === 'reboot');
      if (!reboot) continue;
      say(spawn, 0, {
        message: `${spawn.entry.spelling} ends when ${reboot.entry.spelling} on line ${reboot.entry.place.line} reboots the host`,
        suggestion: `start it behind ${reboot.entry.spelling}`,
      });
    }
  }
};

/** What is spawned in Startup lives in Run as well; nothing that follows reboots. */
function livingTogether({ phases }: ReviewedPlayer): readonly ReviewedStep[] {
  return [...phases.startup, ...phases.run];
}
