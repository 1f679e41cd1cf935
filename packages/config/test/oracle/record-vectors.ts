/*
 * Records what the Python of this machine makes of the texts: `pnpm --filter @conductor/config run record-vectors`,
 * after a change of the texts.
 */
import { askPython } from './ask-python.ts';
import { generateTexts } from './generate-texts.ts';
import { HARD_TEXTS } from './hard-texts.ts';
import { plainOutcome } from './python-outcome.ts';
import { writeVectors } from './vectors.ts';

const answer = await askPython([...HARD_TEXTS, ...generateTexts()]);
if (answer === null) throw new Error('there is no python3 of 3.11 or later; install one, then record again');
const outcomes = answer.outcomes.map(plainOutcome);
writeVectors(answer.python, outcomes.slice(0, HARD_TEXTS.length), outcomes.slice(HARD_TEXTS.length));
