import { secretName } from '@conductor/types';
import type { SourcePlace } from '../diagnostics/diagnostic.ts';
import type { Findings } from '../diagnostics/findings.ts';
import type { Value } from '../dialect/document.ts';
import { placeInValue, placeOfValue } from '../dialect/place-in-value.ts';
import { LIMITS } from '../limits.ts';
import { reportSecretName } from './report-secret.ts';
import {
  remarkOn,
  reportCircle,
  reportDepth,
  reportGrowth,
  reportLater,
  reportLength,
  reportUnknown,
} from './report-variable.ts';
import { type Part, scanReferences } from './scan-references.ts';
import { findVariable, type Scope, type Variable } from './scope.ts';
import { secretMark } from './secret-marks.ts';

/** What the values of one file may still grow by, in UTF-16 units. */
export interface ExpansionBudget {
  left: number;
}

/** The budget of one file. */
export function expansionBudget(): ExpansionBudget {
  return { left: LIMITS.expandedBytes };
}

/** What became of a value. */
type Expansion =
  /** `depth`: how deep variables stand in variables; 0 without any `%`. */
  | { readonly kind: 'text'; readonly text: string; readonly depth: number }
  /** It has none, and a finding says why. */
  | { readonly kind: 'none' }
  /** Met again while it is being filled in: it needs itself. */
  | { readonly kind: 'open' }
  /** Inside that many others, and more, it would be too deep. */
  | { readonly kind: 'too-deep'; readonly level: number };

const NONE = { kind: 'none' } as const;

/**
 * Fills in the variables of the values of one section, as Python's BasicInterpolation does, but for a bare `%`, which
 * stays. Each variable is filled in once, so that variables of variables cost no more than their text. A secret is not
 * filled in: a mark stands for it.
 */
export class Expander {
  readonly #scope: Scope;
  readonly #findings: Findings;
  readonly #budget: ExpansionBudget;
  readonly #percents: 'noted' | 'plain';
  readonly #known = new Map<Variable, Expansion>();

  /** `percents`: whether a bare `%` is worth a note. */
  constructor(scope: Scope, findings: Findings, budget: ExpansionBudget, percents: 'noted' | 'plain' = 'noted') {
    this.#percents = percents;
    this.#scope = scope;
    this.#findings = findings;
    this.#budget = budget;
  }

  /** The text of a value, or `null` after a finding says why it has none. */
  expand(value: Value): string | null {
    const expansion = this.#expand(value, 0);
    if (expansion.kind !== 'text') {
      if (expansion.kind === 'too-deep') reportDepth(placeOfValue(value), this.#findings);
      return null;
    }
    this.#budget.left -= expansion.text.length;
    if (this.#budget.left >= 0) return expansion.text;
    reportGrowth(placeOfValue(value), this.#findings);
    return null;
  }

  /** Fills in a value that stands inside `level` others. */
  #expand(value: Value, level: number): Expansion {
    if (!value.text.includes('%')) return { kind: 'text', text: value.text, depth: 0 };
    if (level >= LIMITS.variableDepth) return { kind: 'too-deep', level };
    let text = '';
    let depth = 0;
    for (const part of scanReferences(value.text)) {
      const piece = this.#expandPart(part, value, level);
      if (piece.kind !== 'text') return piece;
      text += piece.text;
      depth = Math.max(depth, piece.depth);
      if (text.length <= LIMITS.commandBytes) continue;
      reportLength(placeOfValue(value), this.#findings);
      return NONE;
    }
    return { kind: 'text', text, depth: depth + 1 };
  }

  #expandPart(part: Part, value: Value, level: number): Expansion {
    if (part.kind === 'text') return { kind: 'text', text: part.text, depth: 0 };
    const place = placeInValue(value, part.offset);
    if (part.kind === 'variable') return this.#expandVariable(part.name, place, level + 1);
    if (part.kind === 'unclear' || this.#percents === 'noted') remarkOn(part, place, this.#findings);
    return { kind: 'text', text: part.kind === 'unclear' ? part.text : '%', depth: 0 };
  }

  #expandVariable(name: string, place: SourcePlace, level: number): Expansion {
    const [, secret] = /^secret:(.*)$/is.exec(name) ?? [];
    if (secret !== undefined) return this.#markSecret(secret, place);
    const variable = findVariable(this.#scope, name);
    if (variable === undefined) {
      reportUnknown(name, place, this.#scope, this.#findings);
      return NONE;
    }
    if (variable.kind === 'built-in') return { kind: 'text', text: variable.text, depth: 0 };
    if (variable.kind === 'elsewhere') {
      reportLater(name, variable.why, place, this.#findings);
      return NONE;
    }
    const known = this.#known.get(variable);
    if (known?.kind === 'text') {
      return level + known.depth > LIMITS.variableDepth ? { kind: 'too-deep', level } : known;
    }
    if (known?.kind === 'none' || known?.kind === 'open') {
      reportCircle(name, place, this.#findings);
      return NONE;
    }
    if (known?.kind === 'too-deep' && level >= known.level) return known;
    this.#known.set(variable, { kind: 'open' });
    const expansion = this.#expand(variable.value, level);
    this.#known.set(variable, expansion.kind === 'too-deep' ? { kind: 'too-deep', level } : expansion);
    return expansion;
  }

  #markSecret(text: string, place: SourcePlace): Expansion {
    const name = secretName(text);
    if (name !== null) return { kind: 'text', text: secretMark(name), depth: 0 };
    reportSecretName(text, place, this.#findings);
    return NONE;
  }
}
