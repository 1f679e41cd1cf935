import {
  formatJson,
  formatJunit,
  formatLegacyJson,
  formatMarkdown,
  formatRun,
  metricsCsv,
  metricsNdjson,
} from '@conductor/report';
import type { ResultFormat, RunResult } from '@conductor/types';

/** Where the outputs of a run are, and whether its text may have colours. */
export interface ResultTextOptions {
  readonly directory: string;
  readonly colour: boolean;
}

/** A result, as it was asked for. */
export async function resultText(
  result: RunResult,
  format: ResultFormat,
  { directory, colour }: ResultTextOptions,
): Promise<string> {
  switch (format) {
    case 'text':
      return await formatRun(result, { directory, colour });
    case 'json':
      return formatJson(result);
    case 'ndjson':
      return Array.from(metricsNdjson(result)).join('');
    case 'csv':
      return Array.from(metricsCsv(result)).join('');
    case 'markdown':
      return await formatMarkdown(result, directory);
    case 'junit':
      return await formatJunit(result, directory);
    case 'legacy-json':
      return await formatLegacyJson(result, directory);
    default:
      return format satisfies never;
  }
}
