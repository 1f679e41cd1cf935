import { createHash } from 'node:crypto';
import {
  type HostFacts,
  type PhaseSteps,
  type PutItem,
  type RunResult,
  type StartedTest,
  type Step,
  stepText,
  unmarked,
} from '@conductor/types';
import type { Facts } from './what-differs.ts';

/**
 * What a run was made with, for the eye of who compares it with another: versions, settings, commands, hosts. What is another one in every
 * run anyway (times, ids, the boot of a host) is not in it.
 */
export function runFacts({ version, insecure, collector, players }: RunResult, test: StartedTest): Facts {
  const hosts = players.map(({ name, address, port, facts }) => {
    const phases = test.players.find((plan) => plan.name === name)?.phases;
    return [name, { address, port, ...(facts && hostFacts(facts)), ...(phases && stepFacts(phases)) }] as const;
  });
  return {
    conduct: { version, insecure, collector },
    test: { name: test.name, ...settingFacts(test), metrics: metricFacts(test) },
    ...Object.fromEntries(hosts),
  };
}

/** Where results go and how they are printed measures nothing. */
function settingFacts({ settings }: StartedTest): { readonly [name: string]: Facts } {
  const { results: _results, format: _format, output: _output, ...rest } = settings;
  return rest;
}

/** A metric that is taken from another place is another metric. */
function metricFacts({ metrics }: StartedTest): { readonly [name: string]: Facts } {
  return Object.fromEntries(metrics.map(({ name, source, text }) => [name, `${source.player}: ${text}`]));
}

function hostFacts({ bootId: _bootId, interfaces, ...rest }: HostFacts): { readonly [name: string]: Facts } {
  const links = interfaces.map(({ name, ...rest }) => [name, rest] as const);
  return { ...rest, interface: Object.fromEntries(links) };
}

function stepFacts(phases: PhaseSteps): { readonly [phase: string]: Facts } {
  return Object.fromEntries(
    Object.entries(phases).map(([phase, steps]) => [
      phase,
      Object.fromEntries(steps.map((step) => [step.key, whatItDoes(step)])),
    ]),
  );
}

function whatItDoes(step: Step): string {
  return `${step.mayFail ? '-' : ''}${unmarked(stepText(step))}${step.kind === 'put' ? ` ${digestOf(step.items)}` : ''}`;
}

/** Of what was put, so that other bytes under the same names are a difference. */
function digestOf(items: readonly PutItem[]): string {
  return createHash('sha256').update(JSON.stringify(items)).digest('hex').slice(0, 16);
}
