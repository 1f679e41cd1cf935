import type { FindingTexts } from '../diagnostics/findings.ts';
import type { Review, ReviewedStep } from './review.ts';

/** Looks at a whole test, and says what it finds. */
export type Rule = (review: Review, say: Say) => void;

/** Says something about a step: about the line of its command, from 0, that a command begins in. */
export type Say = (step: ReviewedStep, line: number, texts: FindingTexts) => void;
