import type { ProofReport } from './proof-report.ts';
import { proofTable } from './proof-table.ts';

const BEGIN = '<!-- Written by: pnpm prove --markdown docs/guarantees.md -->';
const END = '<!-- Until here. -->';

/** Puts a report between the two comments that wait for it in a document. Throws when they are not there. */
export function intoDocument(report: ProofReport, document: string): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`the document has no place for a proof: "${BEGIN}" … "${END}"`);
  return `${document.slice(0, begin + BEGIN.length)}\n\n${reportText(report)}\n\n${document.slice(end)}`;
}

function reportText(report: ProofReport): string {
  const { date, commit, command, seed, jobs, durationMs, machine, proofs } = report;
  const gib = Math.round(machine.memoryBytes / 2 ** 30);
  return [
    `\`${command}\`, seed ${seed}, ${jobs} trials side by side, on ${date.slice(0, 10)} at commit \`${commit}\`: ` +
      `${Math.ceil(durationMs / 60_000)} minutes on ${machine.cpuCount} processors (${machine.cpu}), ${gib} GiB, ` +
      `Linux ${machine.kernel}, Node.js ${machine.node}.`,
    '',
    proofTable(proofs),
  ].join('\n');
}
