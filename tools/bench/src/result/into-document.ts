import { readFileSync, writeFileSync } from 'node:fs';
import type { BenchReport } from './bench-report.ts';
import { benchTable } from './bench-table.ts';
import { numberText } from './figure-text.ts';

const BEGIN = '<!-- Written by: pnpm bench --markdown docs/performance.md -->';
const END = '<!-- Until here. -->';

/** A document that has a place for a table. */
export interface OpenDocument {
  /** Puts a report there; what was written elsewhere in it meanwhile stays. */
  readonly take: (report: BenchReport) => void;
}

/** Throws at once where the document is not there, or has no place for a table. */
export function openDocument(file: string): OpenDocument {
  placeIn(readFileSync(file, 'utf8'));
  return { take: (report: BenchReport) => writeFileSync(file, intoDocument(report, readFileSync(file, 'utf8'))) };
}

/** Puts a report between the two comments that wait for it in a document. Throws when they are not there. */
export function intoDocument(report: BenchReport, document: string): string {
  const { begin, end } = placeIn(document);
  return `${document.slice(0, begin)}\n\n${reportText(report)}\n\n${document.slice(end)}`;
}

function placeIn(document: string): { readonly begin: number; readonly end: number } {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`the document has no place for a table: "${BEGIN}" … "${END}"`);
  return { begin: begin + BEGIN.length, end };
}

function reportText({ date, commit, command, durationMs, machine, rows }: BenchReport): string {
  const { cpu, cpuCount, kernel, node, load, memoryBytes } = machine;
  return [
    `\`${command}\` on ${date.slice(0, 10)} at commit \`${commit}\`: ${Math.ceil(durationMs / 60_000)} minutes on ${cpuCount} ` +
      `processors (${cpu}), ${Math.round(memoryBytes / 2 ** 30)} GiB, Linux ${kernel}, Node.js ${node}; load before it ${numberText(load)}.`,
    '',
    benchTable(rows),
  ].join('\n');
}
