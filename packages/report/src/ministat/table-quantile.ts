import { studentQuantile } from '../statistics/student.ts';

/** The table in ministat goes so far; beyond, it takes the normal distribution. */
const LAST_ROW = 100;

/**
 * Student's quantile as ministat has it in its table: with three digits behind the point, and that of the normal distribution beyond 100 degrees of
 * freedom. Ours is computed, and right also where the table is not (the column that it calls 99.5 %).
 */
export function tableQuantile(confidence: number, freedom: number): number {
  return Number(studentQuantile(confidence, freedom > LAST_ROW ? Number.POSITIVE_INFINITY : freedom).toFixed(3));
}
