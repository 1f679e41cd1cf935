import { systemReason } from '@conductor/types';
import { userName } from '../host-facts.ts';
import { findStepUser, type StepUser } from '../run-as/step-user.ts';
import { type Finding, green, red, yellow } from './finding.ts';
import type { Plan } from './plan.ts';

const NAME = 'user';

/** As whom steps run. */
export async function examineUser({ runAs }: Pick<Plan, 'runAs'>): Promise<Finding> {
  if (runAs === null) return ownUser();
  try {
    return described(await findStepUser(runAs));
  } catch (error) {
    return red(NAME, systemReason(error), 'mend that, or leave --run-as out');
  }
}

function ownUser(): Finding {
  const uid = process.getuid?.();
  const may = uid === 0 ? 'steps may do anything on this host' : 'steps may do what this user may';
  return green(NAME, `${userName()} (${uid}): ${may}`);
}

function described({ name, uid, warnings }: StepUser): Finding {
  const text = `steps run as ${name} (${uid}), and may do what that user may; the player is ${userName()}`;
  const [warning] = warnings;
  return warning === undefined
    ? green(NAME, text)
    : yellow(NAME, `${text}; ${warning}`, `start the player in a folder that ${name} may enter, for example /`);
}
