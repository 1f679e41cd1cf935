import { commandOf, type ReadyStep, type StepId, stepText } from '@conductor/types';
import { StepsUnderWay, type StepsUnderWayParts } from '../steps/steps-under-way.ts';
import { awaitReady } from './await-ready.ts';
import { fileProbe } from './file-probe.ts';
import { logProbe, type WatchedSpawn } from './log-probe.ts';
import type { Probe } from './look.ts';
import { tcpProbe } from './tcp-probe.ts';
import { udpProbe } from './udp-probe.ts';

/** What the ready steps of a trial are performed with. */
export interface ReadyStepsParts extends Omit<StepsUnderWayParts<ReadyStep>, 'perform'> {
  /** The limit of a step that states none; `null` is no limit. */
  readonly stepTimeoutMs: number | null;
  /** A spawn of this trial. */
  readonly spawnOf: (id: StepId, key: string) => WatchedSpawn;
}

/** The ready steps of one trial that need no shell. */
export function readySteps(parts: ReadyStepsParts): StepsUnderWay<ReadyStep> {
  const { clock, stepTimeoutMs, spawnOf } = parts;
  return new StepsUnderWay({
    ...parts,
    async perform(step, plan, signal) {
      await using probe = probeOf(step, plan, spawnOf);
      return await awaitReady(probe, { text: stepText(plan), limitMs: plan.limitMs ?? stepTimeoutMs, clock }, signal);
    },
  });
}

function probeOf({ phase, attempt }: StepId, plan: ReadyStep, spawnOf: ReadyStepsParts['spawnOf']): Probe {
  const { condition } = plan;
  switch (condition.kind) {
    case 'tcp':
      return tcpProbe(condition.host, condition.port);
    case 'udp':
      return udpProbe(condition.address, condition.port);
    case 'file':
      return fileProbe(condition.path, condition.notEmpty);
    case 'log': {
      const id = { phase, index: condition.spawnIndex, attempt };
      return logProbe(spawnOf(id, condition.spawn), new RegExp(condition.pattern, condition.flags));
    }
    case 'run':
      throw new Error(`${commandOf(plan)} is for the shell`);
    default:
      return condition satisfies never;
  }
}
