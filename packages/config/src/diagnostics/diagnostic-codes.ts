import type { CodeMeaning } from './code-meaning.ts';
import { ERROR_CODES } from './error-codes.ts';
import { NOTE_CODES } from './note-codes.ts';
import { RULE_CODES } from './rule-codes.ts';
import { WARNING_CODES } from './warning-codes.ts';

/** Every code there is, with its severity and the reason for it. The references are docs/config-format.md and, for rules, docs/checks.md. */
export const DIAGNOSTIC_CODES: { readonly [Code in DiagnosticCode]: CodeMeaning } = {
  ...ERROR_CODES,
  ...WARNING_CODES,
  ...NOTE_CODES,
  ...RULE_CODES,
};

/** One of the closed set of codes. */
export type DiagnosticCode =
  | keyof typeof ERROR_CODES
  | keyof typeof WARNING_CODES
  | keyof typeof NOTE_CODES
  | keyof typeof RULE_CODES;
