import { examineAudit } from './audit.ts';
import { examineCertificate } from './certificate.ts';
import { examineClock } from './clock.ts';
import { examineCommanders } from './commanders.ts';
import { examineContainment } from './containment.ts';
import { examineDisk } from './disk.ts';
import type { Finding } from './finding.ts';
import { examineKept } from './kept.ts';
import { examineListening } from './listening.ts';
import { examineNode } from './node-version.ts';
import type { Plan } from './plan.ts';
import { examineShell } from './shell.ts';
import { examineStateFolder } from './state-folder.ts';
import { examineUser } from './user.ts';

/** Looks at everything on this host that a player needs. Changes nothing, and needs no running player. */
export async function examine(plan: Plan): Promise<readonly Finding[]> {
  return [
    await examineUser(plan),
    await examineListening(plan),
    await examineCommanders(plan),
    await examineCertificate(plan),
    ...(await examineContainment(plan.limits)),
    examineStateFolder(plan.stateFolder),
    examineAudit(plan.stateFolder),
    ...examineDisk(plan),
    ...(await examineKept(plan)),
    ...(await examineClock()),
    examineNode(),
    ...(await examineShell()),
  ];
}
