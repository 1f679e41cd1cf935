import type { JsonStep } from '@conductor/types';
import { type Found, numbersOr } from '../found.ts';
import { parseNumber } from '../number-text.ts';
import { Numbers } from '../numbers.ts';

const TOLD = 12;

/** The numbers at a path of a document, or of many: where the way ends early, and what is there. */
export function jsonNumbers(documents: readonly unknown[], path: readonly JsonStep[]): Found {
  const numbers = new Numbers();
  let fault: string | undefined;
  for (const document of documents) {
    const miss = walk(document, path, 0, numbers);
    const said = memberOf(document, 'error');
    if (miss !== null) fault ??= `${miss}${typeof said === 'string' ? `; it says: ${said}` : ''}`;
  }
  // One document a line: those that tell of something else are no fault of those that have it.
  if (documents.length === 1 && fault !== undefined) return { kind: 'nothing', reason: fault };
  return numbersOr(numbers, fault ?? 'the list at its path is empty');
}

/** `null`, or why there is no number here. */
function walk(value: unknown, path: readonly JsonStep[], depth: number, numbers: Numbers): string | null {
  const step = path[depth];
  if (step === undefined) return addNumber(value, path, numbers);
  const place = pathText(path.slice(0, depth));
  switch (step.kind) {
    case 'every': {
      if (typeof value !== 'object' || value === null) return `no list at ${place}`;
      let fault: string | null = null;
      for (const one of Object.values(value)) fault ??= walk(one, path, depth + 1, numbers);
      return fault;
    }
    case 'element': {
      const element: unknown = Array.isArray(value) ? value.at(step.index) : undefined;
      const length = Array.isArray(value) ? `it has ${value.length}` : 'no list';
      return element === undefined
        ? `no element ${step.index} at ${place} (${length})`
        : walk(element, path, depth + 1, numbers);
    }
    case 'member': {
      const member = memberOf(value, step.name);
      return member === undefined ? missing(value, step.name, place) : walk(member, path, depth + 1, numbers);
    }
    default:
      return step satisfies never;
  }
}

function addNumber(value: unknown, path: readonly JsonStep[], numbers: Numbers): string | null {
  // Some programs write their numbers as text.
  const number = typeof value === 'string' ? parseNumber(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) {
    return `no number at ${pathText(path)}, but ${(JSON.stringify(value) ?? 'nothing').slice(0, 40)}`;
  }
  numbers.add(number);
  return null;
}

function memberOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function missing(value: unknown, name: string, place: string): string {
  const known = isObject(value) ? Object.keys(value).slice(0, TOLD).join(', ') : '';
  return `no member "${name}" at ${place}${known === '' ? '' : ` (there are: ${known})`}`;
}

function pathText(path: readonly JsonStep[]): string {
  const text = path
    .map((step) => {
      if (step.kind === 'every') return '[*]';
      return step.kind === 'element' ? `[${step.index}]` : `.${step.name}`;
    })
    .join('');
  return text === '' ? 'the document itself' : text.replace(/^\./, '');
}
