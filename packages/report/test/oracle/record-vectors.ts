/*
 * Records what the SciPy and the ministat of this machine say: `pnpm --filter @conductor/report run record-vectors`, after a change of the
 * questions.
 */
import { ministatCalls } from '../support/ministat-sets.ts';
import { askMinistat } from './ask-ministat.ts';
import { askScipy } from './ask-scipy.ts';
import { writeMinistat } from './ministat-vectors.ts';
import { allQuestions } from './questions.ts';
import { writeVectors } from './vectors.ts';

const answer = await askScipy(allQuestions());
if (answer === null)
  throw new Error('there is no python3 with SciPy (Debian: python3-scipy); install it, then record again');
const printed = await askMinistat(ministatCalls());
if (printed === null) throw new Error('there is no ministat (Debian: ministat); install it, then record again');
writeVectors(answer);
writeMinistat(printed);
