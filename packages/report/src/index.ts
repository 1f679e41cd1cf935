export { type ReadTail, tailReader } from './closing/read-tail.ts';
export { formatJson } from './format-json.ts';
export { formatRun, type RunTextOptions } from './format-run.ts';
export { loadRun } from './load-run.ts';
export { type ProgressOptions, progressLines } from './progress/progress-lines.ts';
export { type Column, formatTable } from './text/table.ts';
export { visibleJson } from './text/visible-json.ts';
export { visibleText } from './text/visible-text.ts';
