import { closeSync, openSync, rmSync } from 'node:fs';
import { errnoOf } from '@conductor/types';
import { enterCell, watchLeader } from '../containment/leader.ts';
import { forkGate, type Gate } from '../gate/fork-gate.ts';
import { forkTurn } from '../gate/fork-turn.ts';
import { stepEnvironment } from '../gate/step-environment.ts';
import { putInput } from '../put/put-input.ts';
import { type OutputFile, outputMode } from '../spool/output-file.ts';
import { trialFileReason } from '../storage/gone-text.ts';
import type { LiveStep } from './live-step.ts';
import type { LiveTrialParts } from './live-trial-parts.ts';

/**
 * Forks the command of a step and holds it, in its cell, with its outputs open. Rejects with the reason when it cannot. `whenOpen` is
 * called when the files of its outputs are made, and nothing of it is forked yet.
 */
export async function forkStep(
  step: LiveStep,
  parts: LiveTrialParts,
  whenOpen: () => void = () => undefined,
): Promise<Gate> {
  const { kept, environment, folder, containment, become, secrets, fork } = parts;
  await forkTurn();
  const descriptors: number[] = [];
  let input: number | undefined;
  try {
    createOutputs(step, descriptors, parts);
    whenOpen();
    const { list, place: work } = putInput(step.id, step.reads, parts);
    if (list !== null) input = openSync(list, 'r');
    const place = { ...kept, step: step.id, key: step.plan.key };
    const gate = await forkGate({
      command: step.plan.command,
      input,
      folder: work,
      environment: { ...environment, ...stepEnvironment(place, step.cell), ...secrets.environmentOf(step.plan) },
      outputs: [descriptors[0] ?? 'ignore', descriptors[1] ?? 'ignore'],
      cell: step.cell,
      pipeBase: kept.policies.capture === 'pipe' && step.outputs.length > 0 ? `${folder.stepBase(step.id)}.pipe` : null,
      become,
      withLimitMark: process.platform === 'linux',
      fork,
    });
    try {
      const leader = watchLeader(gate.pid, containment.startOf(gate.pid), gate.exited);
      enterCell(step.cell, leader);
      parts.noteLeader(leader);
    } catch (error) {
      // Nobody would know of what is held.
      gate.drop();
      throw error;
    }
    step.gate = gate;
    return gate;
  } finally {
    for (const descriptor of descriptors) closeSync(descriptor);
    if (input !== undefined) closeSync(input);
  }
}

/** Reset runs even when the disk is full or the folder is gone: without its outputs rather than not at all. */
function createOutputs(step: LiveStep, descriptors: number[], { journal, become }: LiveTrialParts): void {
  try {
    for (const { file } of step.outputs) descriptors.push(createAnew(file, outputMode(become)));
  } catch (error) {
    if (step.id.phase !== 'reset')
      throw new Error(`its output cannot be kept: ${reasonOf(step, error)}`, { cause: error });
    journal.append({ kind: 'remark', step: step.id, text: `its output is not kept: ${reasonOf(step, error)}` });
    while (descriptors.length > 0) closeSync(descriptors.pop() ?? 0);
    step.outputs = [];
  }
}

/** A gate that was killed before its command began has left one. */
function createAnew(file: OutputFile, mode: number): number {
  try {
    return file.create(mode);
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
    rmSync(file.path, { force: true });
    return file.create(mode);
  }
}

function reasonOf({ outputs }: LiveStep, error: unknown): string {
  return trialFileReason(outputs[0]?.file.path ?? '', error);
}
