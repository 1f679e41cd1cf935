import { type RunRef, type StepId, type TrialRef, visibleText } from '@conductor/types';
import type { AuditCaller, AuditWork } from '../audit/audit-entry.ts';
import type { AuditRecord } from '../audit/audit-record.ts';
import { describeOutcome } from './describe-entry.ts';

/** A record of the audit log as one line for people. What came from others is shown, and never obeyed by a terminal. */
export function auditLine(record: AuditRecord): string {
  return visibleText(`${record.time}  ${String(record.seq).padStart(6)}  ${textOf(record)}`);
}

function textOf(record: AuditRecord): string {
  switch (record.kind) {
    case 'player-started':
      return `player ${record.version} started as ${record.self}${BEFORE[record.before]}`;
    case 'player-listens':
      return `the player listens on ${record.host} port ${record.port}, and demands ${DEMANDS[record.demands]}${only(record)}`;
    case 'player-ended':
      return `the player ended: ${record.reason}`;
    case 'caller-greeted':
      return `the ${record.role} ${callerText(record)} was let in`;
    case 'caller-refused':
      return record.reason;
    case 'callers-counted':
      return `${record.count} more callers were ${record.what} since ${record.since}`;
    case 'player-claimed':
      return `${runText(record.run)} of ${callerText(record)} has the player, as ${record.player} of ${record.test}`;
    case 'run-taken-over':
      return `${runText(record.run)} was taken over by ${callerText(record)}`;
    case 'run-continued':
      return `${runText(record.run)} goes on with ${callerText(record)}`;
    case 'conductor-lost':
      return `${runText(record.run)} has lost the player: ${record.cause}`;
    case 'player-freed':
      return `${runText(record.run)} has the player no more`;
    case 'step-armed':
      return `${stepText(record)} is armed: ${workText(record)}`;
    case 'step-ended':
      return `${stepText(record)} ${describeOutcome(record.outcome)}, ${seconds(record.durationMs)}`;
    case 'guardian-ran':
      return `${stepText(record)} was run by a guardian until ${record.ended}, and ${describeOutcome(record.outcome)}: ${workText(record)}`;
    case 'host-looked-at':
      return `${trialText(record)}: the host is looked at ${LOOKED[record.moment]} as ${record.user}${record.commands.map((command) => `: ${command}`).join('')}`;
    case 'trial-stopped':
      return `${trialText(record)} is stopped: ${record.reason}`;
    case 'trial-closed':
      return `${trialText(record)} is closed; Reset: ${record.reset}`;
    case 'trial-recovered':
      return `${trialText(record)} is brought to its end: ${record.cause}; Reset: ${record.reset}`;
    case 'callers-listed':
      return `the player obeys ${record.obeyed.join(', ')}`;
    case 'caller-allowed':
      return `the player obeys ${record.who} from now on${byText(record)}`;
    case 'caller-revoked':
      return `the player obeys ${record.who} no more${byText(record)}`;
    case 'certificate-revoked':
      return `the certificate ${record.fingerprint} of ${record.who} counts no more${byText(record)}`;
    case 'gap':
      return `${record.missed} records could not be written since ${record.since}: ${record.reason}`;
    case 'torn':
      return `${record.segment} ends in ${record.bytes} bytes that are no record`;
    case 'tail-lost':
      return `the end of this log was cut off after record ${record.found.seq}`;
    case 'segment-lost':
      return `${record.segment} was taken away while it was written`;
    case 'segments-removed':
      return `what was before record ${record.through.seq + 1} is kept no longer (${record.reason})`;
    default:
      record satisfies never;
      return JSON.stringify(record);
  }
}

const DEMANDS = { token: 'its token', certificate: 'a certificate', nothing: 'nothing' } as const;

const BEFORE = { none: '', ended: '', killed: '; the one before was killed' } as const;

const LOOKED = { before: 'before Startup', after: 'after Reset' } as const;

function only({ allowedConductor }: { readonly allowedConductor: string | null }): string {
  return allowedConductor === null ? '' : `, from ${allowedConductor} only`;
}

function callerText({ name, address, identity }: AuditCaller): string {
  // Who has shown a certificate is called by it already.
  const isSaid = identity === null || name.endsWith(`, ${identity}`);
  return isSaid ? `${name} at ${address}` : `${name} at ${address} (${identity})`;
}

function byText({ by }: { readonly by: string | null }): string {
  return by === null ? '' : `, by the word of ${by}`;
}

function runText({ runId, epoch }: RunRef): string {
  return epoch === 1 ? `run ${runId}` : `run ${runId} (epoch ${epoch})`;
}

function trialText({ run, trial }: { readonly run: RunRef; readonly trial: TrialRef }): string {
  const ofCase = trial.caseName === '' ? '' : ` of ${trial.caseName}`;
  return `run ${run.runId} trial ${trial.trial}${ofCase}`;
}

function stepText(record: { readonly run: RunRef; readonly trial: TrialRef; readonly step: StepId }): string {
  return `${trialText(record)} ${record.step.phase} ${record.step.index}`;
}

function workText({ key, command, user }: AuditWork): string {
  return `${key} as ${user}: ${command}`;
}

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(3)} s`;
}
