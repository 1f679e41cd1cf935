import {
  allTrials,
  type FetchStep,
  mostAttempts,
  type Phase,
  type PlayerPlan,
  type Settings,
  type Step,
  stepText,
  type Test,
  unmarked,
  visibleText,
} from '@conductor/types';
import { formatAddress } from '../course/player-state.ts';
import type { CheckedTest } from './checked-test.ts';
import { countedCases } from './counted-cases.ts';
import { bytesOrNone, seconds, settingTexts } from './plan-settings.ts';

/** What a test would do, in sentences: phase by phase, player by player, with limits, lifetimes and what Reset is to undo. */
export function explainText(test: Test, checked: CheckedTest): string {
  const { phases } = checked;
  const lines = [
    `${test.name} (${test.file}): ${trialsText(test)}`,
    ...casesText(test),
    ...systemsText(test),
    `Each trial goes through ${phases.map(nameOf).join(', ')}; nobody begins a phase before every player has finished the one before.`,
    ...phases.flatMap((phase) => ['', ...phaseText(test, phase, checked)]),
    ...(phases.includes('reset') ? hostsText(test) : ['', 'Reset is not among the phases: it is left to you.']),
    ...measuredText(test),
    '',
    'When something goes wrong',
    ...troubleText(test.settings).map((line) => `  ${line}`),
    '',
    ...defaultsText(test, checked),
  ];
  return `${lines.map(unmarked).map(visibleText).join('\n')}\n`;
}

/** Cases that are told. */
const CASES = 40;

/** Which combinations there are, and how they take turns. */
function casesText({ cases, trials, untilPrecise, seed, settings: { order } }: Test): string[] {
  if (cases === undefined) return [];
  const most = untilPrecise === undefined ? '' : 'up to ';
  const drawn = seed === undefined ? 'a seed that is drawn and written down' : `the seed ${seed}`;
  const turns = {
    'as-written': 'one case after the other, as they are written',
    interleaved: 'in turns, there and back: a host that warms up adds the same to each',
    random: `in an order that chance makes, from ${drawn}`,
  }[order];
  return [
    `It has ${countedCases(cases)}, ${trials === 1 ? 'each with one trial' : `each with ${most}${trials} trials`}, ${turns}:`,
    ...cases.slice(0, CASES).map(({ name }) => `  ${name}`),
    ...(cases.length > CASES ? [`  and ${cases.length - CASES} more`] : []),
    `What follows is the case ${cases[0]?.name ?? ''}; the others differ in what their parameters stand for.`,
  ];
}

/** Who takes part on some systems only. */
function systemsText({ players }: Test): string[] {
  return players.flatMap(({ name, only }) => {
    if (only === undefined) return [];
    const rest = 'elsewhere it is left out of all phases, and nobody waits for it';
    return [`${name} takes part where its host calls itself something that /${only.pattern}/i finds; ${rest}.`];
  });
}

function trialsText(test: Test): string {
  const {
    untilPrecise,
    cases,
    settings: { cooldownMs },
  } = test;
  const trials = untilPrecise === undefined ? allTrials(test) : test.trials;
  if (trials === 1) return 'one trial.';
  const apart = cooldownMs === 0 ? '' : `, ${seconds(cooldownMs)} apart`;
  if (untilPrecise === undefined) return `${trials} trials, one after the other${apart}.`;
  const { metric, percent, fewest } = untilPrecise;
  const ofEach = cases === undefined ? '' : ' of each case';
  return `${fewest} to ${trials} trials${ofEach}, one after the other${apart}, until the mean of ${metric} is known to ±${percent} %.`;
}

function nameOf(phase: Phase): string {
  return `${phase.charAt(0).toUpperCase()}${phase.slice(1)}`;
}

function phaseText({ players, settings }: Test, phase: Phase, { changes }: CheckedTest): string[] {
  const idle = players.filter((player) => player.phases[phase].length === 0);
  const busy = players.filter((player) => !idle.includes(player));
  return [
    nameOf(phase),
    ...(phase === 'reset' ? RESET : []),
    ...busy.flatMap((player) => playerText(player, phase, settings)),
    ...(idle.length === 0 ? [] : [`  Nothing to do for ${idle.map(({ name }) => name).join(', ')}.`]),
    ...(phase === 'reset' ? changesText(changes) : []),
  ];
}

const RESET = [
  '  It is owed from the moment a player begins Startup, and runs on every path: after a failed step, an interruption, a lost conductor.',
];

function playerText(player: PlayerPlan, phase: Phase, settings: Settings): string[] {
  const steps = player.phases[phase].map((step) => `    ${step.index}. ${sentenceOf(step, phase, settings)}`);
  return [`  ${player.name}, at ${formatAddress(player)}:`, ...steps];
}

function retriedText(step: Step): string {
  const again = mostAttempts(step) - 1;
  if (again === 0) return '';
  return `, and is tried again when it failed, at most ${again === 1 ? 'once' : `${again} times`}`;
}

function sentenceOf(step: Step, phase: Phase, settings: Settings): string {
  const mayFail = `${step.mayFail ? ', and may fail' : ''}${retriedText(step)}`;
  switch (step.kind) {
    case 'step': {
      const end = limitOf(settings.stepTimeoutMs);
      return `${step.key} runs to its end${mayFail}; ${end}: ${step.command}`;
    }
    case 'spawn': {
      const last = phase === 'startup' ? 'reset' : phase;
      const end = `it lives until ${nameOf(last)} is over, and then gets ${settings.stopSignal}`;
      return `${step.key} is started${mayFail}, and the next step begins at once; ${end}: ${step.command}`;
    }
    case 'timeout': {
      const end = `gets ${settings.stopSignal}, which is no failure`;
      return `${step.key} runs for at most ${seconds(step.limitMs)}${mayFail}, then ${end}: ${step.command}`;
    }
    case 'fetch':
      return fetchText(step);
    case 'ready': {
      const end = limitOf(step.limitMs ?? settings.stepTimeoutMs);
      return `${step.key} waits until this holds on the player${mayFail}; ${end}: ${stepText(step)}`;
    }
    case 'sync': {
      const end = limitOf(step.limitMs ?? settings.stepTimeoutMs);
      return `${step.key} waits until all players that mention ${step.name} have come to it${mayFail}; ${end}.`;
    }
    case 'put': {
      const end = step.keep ? 'it stays there' : 'what was there before is put back at the end of Reset';
      return `${step.key} puts ${step.source} at ${step.target}${mayFail}; ${end}.`;
    }
    case 'reboot': {
      const end = `it has failed when that takes ${seconds(step.limitMs)}, and the player is lost then`;
      return `${step.key} reboots the host, and the next step begins when it is back${mayFail}; ${end}.`;
    }
    case 'put-back':
      return `${step.key}: what was put is taken away, and what it replaced is there again.`;
    default:
      return step satisfies never;
  }
}

function fetchText({ key, pattern, mayFail, required = false, maxBytes }: FetchStep): string {
  const whether = required ? ', each of which has to be there' : ', which has to be there';
  const limit =
    maxBytes === undefined ? '' : `; of a file of more than ${bytesOrNone(maxBytes)} it says so, and has failed`;
  return `${key} brings home ${pattern}${mayFail ? ', if there is any' : whether}${limit}.`;
}

function limitOf(limitMs: number | null): string {
  return limitMs === null ? 'nothing limits it' : `it has failed when that takes ${seconds(limitMs)}`;
}

/** What Reset undoes, as far as the words of commands tell. */
function changesText(changes: CheckedTest['changes']): string[] {
  if (changes.length === 0) return [];
  const lines = changes.map(({ player, kind, command, by, undoneBy }) => {
    const end =
      undoneBy === null ? 'nothing that is known undoes it' : `undone by ${undoneBy.key} of ${nameOf(undoneBy.phase)}`;
    return `    ${player}: ${kind}, by ${by.key} of ${nameOf(by.phase)} (${command}): ${end}`;
  });
  return ['  What the test changes on its hosts:', ...lines];
}

/** How hosts are compared. */
function hostsText({ players, settings: { verifyReset } }: Test): string[] {
  if (verifyReset === 'off') return [];
  const means = verifyReset === 'warn' ? 'is told' : 'fails the trial';
  const looks = players.flatMap(({ name, state = [] }) =>
    state.map((look) =>
      look.command === '' ? `    ${name}: ${look.name} are left out.` : `    ${name}: ${look.name}, by ${look.command}`,
    ),
  );
  return [
    '  Each host is looked at before Startup and after Reset: addresses, routes and the like, and what its file says besides.',
    `  What is not as it was ${means}.`,
    ...looks,
  ];
}

function measuredText({ metrics, checks }: Test): string[] {
  if (metrics.length === 0) return [];
  return [
    '',
    'What is measured',
    ...metrics.map(({ name, source, text }) => {
      const step = `${source.key} of ${nameOf(source.phase)} on ${source.player}`;
      return `  ${name} is read from the results of ${step}: ${text}`;
    }),
    ...checks.map(({ metric, text }) => `  The run fails unless ${metric}: ${text}`),
  ];
}

function troubleText({ onFailure, leaseMs, onDisconnect, stopSignal, killGraceMs }: Settings): string[] {
  return [
    onFailure === 'stop'
      ? 'A failed step of Startup or Run ends both on all players; Collect and Reset follow.'
      : 'A failed step is told, and the next one runs all the same.',
    `What is to end gets ${stopSignal}, then SIGTERM, and ${seconds(killGraceMs)} later SIGKILL.`,
    `A player that hears nothing from its conductor for ${seconds(leaseMs)} ${onDisconnect === 'reset' ? 'resets' : 'finishes its phase, and resets'} by itself.`,
  ];
}

function defaultsText({ trials, settings }: Test, { loaded: { origins } }: CheckedTest): string[] {
  const all = [['trials', 'trials', String(trials)] as const, ...settingTexts(settings)];
  const stated = all.filter(([name]) => origins.has(name));
  const others = all.filter(([name]) => !origins.has(name));
  return [
    'Settings',
    ...stated.map(([name, key, value]) => `  ${key} is ${value}: ${origins.get(name)} says so.`),
    `  By default: ${others.map(([, key, value]) => `${key} ${value}`).join(', ')}.`,
  ];
}
