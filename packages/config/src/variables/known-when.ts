import { TRIAL_MARK } from '@conductor/types';
import type { Matrix, MatrixCase } from '../matrix/matrix.ts';
import { builtIns, elsewhere, type Variables } from './scope.ts';

const OF_CASE = 'it is another one in each case; it can stand in steps, [Metrics] and [Checks]';
const OF_TRIAL = 'it is another one in each trial; it can stand in steps';

/** What is built in where all cases and trials have the same, such as in settings and addresses. */
export function beforeTrials(matrix: Matrix | null): Variables {
  const ofCase = matrix === null ? builtIns([['case', '']]) : elsewhere(['case', ...matrix.names], OF_CASE);
  return new Map([...ofCase, ...elsewhere(['trial'], OF_TRIAL)]);
}

/** What is built in of a case where its trials have the same: in `[Metrics]` and `[Checks]`. */
export function inCase(one: MatrixCase | null): Variables {
  return new Map([...builtIns([['case', one?.name ?? '']]), ...elsewhere(['trial'], OF_TRIAL)]);
}

/** What is built in of a trial: in steps. */
export function inTrial(one: MatrixCase | null): Variables {
  return builtIns([
    ['case', one?.name ?? ''],
    ['trial', TRIAL_MARK],
  ]);
}

/** The parameters of a case; they win over every file. */
export function valuesOf(one: MatrixCase | null): Variables {
  return builtIns(one?.values.map(({ name, value }) => [name, value] as const) ?? []);
}
