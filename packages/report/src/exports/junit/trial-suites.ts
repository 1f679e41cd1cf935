import { setImmediate } from 'node:timers/promises';
import type { PhaseResult, ResetResult, TrialResult } from '@conductor/types';
import { UNHEARD_RESET } from '../../closing/debts.ts';
import { comparisonTexts } from '../../closing/host-states.ts';
import { formatSpread } from '../../text/quantities.ts';
import type { RunHead } from '../run-head.ts';
import { type CaseEnd, type JunitCase, junitClass } from './junit-case.ts';
import { type JunitSuite, type SuiteText, suiteText } from './junit-suite.ts';
import type { OutputRoom } from './output-room.ts';
import { partCases } from './part-cases.ts';

/** The suites of one trial, one for each phase in which something was to be done. */
export async function trialSuites(head: RunHead, trial: TrialResult, room: OutputRoom): Promise<SuiteText[]> {
  const suites: SuiteText[] = [];
  for (const phase of trial.phases) {
    const suite = await phaseSuite(head, trial, phase, room);
    if (suite.cases.length > 0) suites.push(suiteText(suite));
  }
  return suites;
}

async function phaseSuite(
  head: RunHead,
  trial: TrialResult,
  { phase, startTime, endTime, start, players, verdict }: PhaseResult,
  room: OutputRoom,
): Promise<JunitSuite> {
  const { name } = head.test;
  const ofCase = trial.caseName === '' ? [] : [trial.caseName];
  const words = [name, ...ofCase, `trial ${trial.trial}`, phase];
  const causes = new Map(head.players.map((player) => [player.name, player.lost]));
  const cases: JunitCase[] = [];
  for (const part of players) {
    const className = junitClass(...words, part.player);
    cases.push(...(await partCases(className, part, causes.get(part.player) ?? null, room)));
    // A thousand players take a while, and the next trial does not wait for this one's file.
    await setImmediate();
  }
  if (phase === 'reset') cases.push(...resetCases(words, trial.resets), ...hostCases(words, trial.resets));
  if (verdict === 'failed' && start !== null && players.every((part) => part.verdict !== 'failed')) {
    cases.push(bareCase(junitClass(...words), 'start together', skewEnd(start)));
  }
  return {
    name: words.join(' '),
    startTime,
    endTime,
    hostname: head.conductor.slice(head.conductor.indexOf('@') + 1),
    properties: start === null ? [] : startProperties(start),
    cases,
  };
}

/** A Reset that a player owed and nobody heard of. */
function resetCases(words: readonly string[], resets: readonly ResetResult[]): JunitCase[] {
  return resets
    .filter(({ state }) => state === 'unconfirmed')
    .map(({ player }) => {
      const end: CaseEnd = { kind: 'error', type: 'unconfirmed', message: UNHEARD_RESET, lines: [UNHEARD_RESET] };
      return bareCase(junitClass(...words, player), 'Reset', end);
    });
}

/** Whether each Reset left its host as it was, where that was looked at. */
function hostCases(words: readonly string[], resets: readonly ResetResult[]): JunitCase[] {
  return resets.flatMap(({ player, host }) => {
    if (host === undefined) return [];
    const lines = comparisonTexts(host);
    const [message = 'it is not as it was'] = lines;
    const kind = host.verdict === 'unknown' ? 'error' : 'failure';
    const end: CaseEnd = host.verdict === 'passed' ? { kind: 'passed' } : { kind, type: 'state', message, lines };
    const className = junitClass(...words, player);
    return [{ className, name: 'host as before', durationMs: null, end, output: lines, errorOutput: [] }];
  });
}

type Start = NonNullable<PhaseResult['start']>;

function skewEnd(start: Start): CaseEnd {
  const message = `the players started within ${formatSpread(start)}, which is more than max_skew: first ${start.first}, last ${start.last}`;
  return { kind: 'failure', type: 'max-skew', message, lines: [message] };
}

function startProperties({ mode, spreadMs, uncertaintyMs, first, last }: Start): [string, string][] {
  return [
    ['start.mode', mode],
    ['start.spreadMs', String(spreadMs)],
    ['start.uncertaintyMs', String(uncertaintyMs)],
    ['start.first', first],
    ['start.last', last],
  ];
}

function bareCase(className: string, name: string, end: CaseEnd): JunitCase {
  return { className, name, durationMs: null, end, output: [], errorOutput: [] };
}
