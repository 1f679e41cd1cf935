import { type ContainmentLevel, isShellStep, mostAttempts, PHASES, type Step, type StepId } from '@conductor/types';
import type { MarkSequence } from '../containment/mark.ts';
import { stepEnvironment } from '../gate/step-environment.ts';
import { putBackList } from '../put/put-lists.ts';
import type { KeptTrial } from '../session/session-effect.ts';
import type { TrialFile } from '../storage/trial-folder.ts';
import type { GuardianMarks, GuardianPlan, GuardianStep } from './guardian-plan.ts';

/** What the guardians of all trials of a player have in common. */
export interface GuardianGround {
  readonly containment: {
    readonly level: ContainmentLevel;
    readonly marks: MarkSequence;
    readonly cgroupFolder: string;
  };
  /** What every step inherits of the player's environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Words that make a command another user's; none where steps run as the player itself. */
  readonly become: readonly string[];
  readonly bootId: string;
  readonly reserveFile: string | null;
}

/** A trial with what is written down of it for its guardian. */
export type GuardedTrial = KeptTrial & Pick<TrialFile, 'putMark' | 'reboots'>;

/** A command is forked once; this is twice as many. */
const MARKS_PER_STEP = 2;
/** More than all looks at a host need: some 60 items, and after Reset up to three times. */
const MARKS_OF_LOOKS = 256;

/** What the guardian of a trial has to know. Sets marks aside for it, so it is asked for before the first step gets its own. */
export function planGuardian(kept: GuardedTrial, ground: GuardianGround): GuardianPlan {
  const { containment, environment, become, bootId, reserveFile } = ground;
  const { policies, phases } = kept;
  const own = containment.marks.setAside(1 + phases.reset.length, marksOfSteps(kept));
  return {
    steps: phases.reset.map((step, place) => guardianStep(kept, step, own + 1n + BigInt(place))),
    environment,
    become,
    folder: process.cwd(),
    marks: process.platform === 'linux' ? marksOf(kept, own) : null,
    containment: containment.level,
    cgroupFolder: containment.cgroupFolder,
    stepTimeoutMs: policies.stepTimeoutMs,
    stopSignal: policies.stopSignal,
    killGraceMs: policies.killGraceMs,
    bootId,
    reserveFile,
  };
}

function marksOf(kept: KeptTrial, own: bigint): GuardianMarks {
  return { own, first: own + 1n, last: own + BigInt(kept.phases.reset.length + marksOfSteps(kept)) };
}

function marksOfSteps({ phases, state }: KeptTrial): number {
  const steps = PHASES.flatMap((phase) => phases[phase].filter(isShellStep));
  const commands = steps.reduce((count, step) => count + mostAttempts(step), 0);
  return MARKS_PER_STEP * Math.max(1, commands) + (state ? MARKS_OF_LOOKS : 0);
}

function guardianStep(kept: GuardedTrial, step: Step, mark: bigint): GuardianStep {
  const id: StepId = { phase: 'reset', index: step.index, attempt: 1 };
  const input = step.kind === 'put-back' ? putBackList(kept.phases, kept.putMark) : null;
  return { step, input, environment: stepEnvironment({ ...kept, step: id, key: step.key }, { mark }), mark };
}
