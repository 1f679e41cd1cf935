import { caseXml, type JunitCase, junitSeconds } from './junit-case.ts';
import { xmlElement } from './xml.ts';

/** One `testsuite`. */
export interface JunitSuite {
  readonly name: string;
  /** ISO 8601 in UTC; `null` when it never began. */
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly hostname: string;
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly cases: readonly JunitCase[];
}

/** How many cases came to what. */
export interface JunitCounts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
}

/** A suite as it stands in the file, and what its cases came to. */
export interface SuiteText extends JunitCounts {
  readonly xml: string;
}

/** The suite as XML. */
export function suiteText({ name, startTime, endTime, hostname, properties, cases }: JunitSuite): SuiteText {
  const number = (kind: JunitCase['end']['kind']) => cases.filter(({ end }) => end.kind === kind).length;
  const counts = { tests: cases.length, failures: number('failure'), errors: number('error') };
  const attributes = {
    name,
    tests: String(counts.tests),
    failures: String(counts.failures),
    errors: String(counts.errors),
    skipped: String(number('skipped')),
    time: junitSeconds(lastingMs(startTime, endTime)),
    // Without a zone, which readers do not expect: it is UTC.
    timestamp: startTime === null ? null : startTime.slice(0, 19),
    hostname,
  };
  const children = [
    ...(properties.length === 0 ? [] : [xmlElement('properties', {}, properties.map(propertyXml))]),
    ...cases.map(caseXml),
  ];
  return { ...counts, xml: xmlElement('testsuite', attributes, children) };
}

/** Milliseconds between two times; `null` where one is not known. */
export function lastingMs(startTime: string | null, endTime: string | null): number | null {
  return startTime === null || endTime === null ? null : Date.parse(endTime) - Date.parse(startTime);
}

/** It keeps the file from being one of a pass. */
export function isBad({ end }: JunitCase): boolean {
  return end.kind === 'failure' || end.kind === 'error';
}

function propertyXml([name, value]: readonly [string, string]): string {
  return xmlElement('property', { name, value }, []);
}
