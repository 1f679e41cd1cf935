import type { AuditFault, AuditVerdict } from '../audit/verify-audit.ts';
import { counted } from './counted.ts';
import { linesText } from './lines-text.ts';

/** What became of an audit log, for people. */
export function verdictText(folder: string, { segments, records, first, last, remarks, fault }: AuditVerdict): string {
  const many = `${counted(records, 'record')} in ${counted(segments, 'segment')}`;
  const span = first && last ? `, from ${first.time} to ${last.time}` : '';
  const verdict = fault ? `${placeOf(fault)}: ${fault.text}` : `nothing was changed, removed, inserted or moved`;
  const end = fault === null && last ? [`its end is ${last.seq}:${last.hash}`, ADVICE] : [];
  return linesText([`${folder}: ${many}${span}`, ...remarks, verdict, ...end]);
}

const ADVICE =
  'note that elsewhere and ask for it later with --anchor: who may write here as this user could write all of it anew';

function placeOf({ file, line }: AuditFault): string {
  return line === null ? file : `${file}, line ${line}`;
}
