import { xmlElement, xmlTextElement } from './xml.ts';

/** One `testcase`. */
export interface JunitCase {
  readonly className: string;
  readonly name: string;
  /** `null`: nobody measured it. */
  readonly durationMs: number | null;
  readonly end: CaseEnd;
  /** Lines of `system-out` and of `system-err`. */
  readonly output: readonly string[];
  readonly errorOutput: readonly string[];
}

/** How a case ended: `failure` is one of what was tested, `error` one that keeps us from knowing. */
export type CaseEnd =
  | { readonly kind: 'passed' }
  | {
      readonly kind: 'failure' | 'error';
      /** A word for programs: `exited`, `timed-out`. */
      readonly type: string;
      readonly message: string;
      readonly lines: readonly string[];
    }
  | { readonly kind: 'skipped'; readonly message: string };

/** A class name: readers take the dots for packages, so that parts have none of their own. */
export function junitClass(...parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll('.', '_')).join('.');
}

/** The case as XML: what it contains stands in the order that every known schema of the format allows. */
export function caseXml({ className, name, durationMs, end, output, errorOutput }: JunitCase): string {
  return xmlElement('testcase', { classname: className, name, time: junitSeconds(durationMs) }, [
    ...endXml(end),
    ...(output.length === 0 ? [] : [xmlTextElement('system-out', {}, output)]),
    ...(errorOutput.length === 0 ? [] : [xmlTextElement('system-err', {}, errorOutput)]),
  ]);
}

/** `1.250`. Some readers insist on a time: it is 0 where nobody measured one. */
export function junitSeconds(durationMs: number | null): string {
  return (Math.max(0, durationMs ?? 0) / 1000).toFixed(3);
}

function endXml(end: CaseEnd): string[] {
  switch (end.kind) {
    case 'passed':
      return [];
    case 'failure':
    case 'error':
      return [xmlTextElement(end.kind, { type: end.type, message: end.message }, end.lines)];
    case 'skipped':
      // As text and not as an attribute: old schemas do not know that one, and readers take either.
      return [xmlTextElement('skipped', {}, [end.message])];
    default:
      return end satisfies never;
  }
}
