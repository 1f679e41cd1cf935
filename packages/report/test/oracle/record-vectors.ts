/* Records what the SciPy of this machine answers: `pnpm --filter @conductor/report run record-vectors`, after a change of the questions. */
import { askScipy } from './ask-scipy.ts';
import { allQuestions } from './questions.ts';
import { writeVectors } from './vectors.ts';

const answer = await askScipy(allQuestions());
if (answer === null)
  throw new Error('there is no python3 with SciPy (Debian: python3-scipy); install it, then record again');
writeVectors(answer);
