import { PHASES, type StartedTest, type Step, type StepId } from '@conductor/types';

/** What the steps of a test are called in lines for people. */
export class StepNames {
  readonly #test: StartedTest;
  readonly #steps = new Map<string, Step>();
  /** Keys that a phase of a player has more than once. */
  readonly #repeated = new Set<string>();

  constructor(test: StartedTest) {
    this.#test = test;
    for (const { name, phases } of test.players) {
      for (const phase of PHASES) this.#add(name, phase, phases[phase]);
    }
  }

  /** A step of the test, or `undefined` for one that it does not have. */
  step(player: string, id: StepId): Step | undefined {
    return this.#steps.get(this.identity(player, id));
  }

  /** The key as the file spells it, with its place where the phase has the key twice. */
  label(player: string, id: StepId): string {
    const step = this.step(player, id);
    return step === undefined ? `step ${id.index}` : this.#labelOf(player, id.phase, step);
  }

  /** What all steps of the test are called. */
  labels(): string[] {
    return this.#test.players.flatMap(({ name, phases }) =>
      PHASES.flatMap((phase) => phases[phase].map((step) => this.#labelOf(name, phase, step))),
    );
  }

  /** A text that is the same for the same step of any trial. */
  identity(player: string, { phase, index }: Pick<StepId, 'phase' | 'index'>): string {
    return `${phase}/${index} ${player}`;
  }

  #labelOf(player: string, phase: StepId['phase'], { key, index }: Step): string {
    return this.#repeated.has(keyIdentity(player, phase, key)) ? `${key} (${index})` : key;
  }

  #add(player: string, phase: StepId['phase'], steps: readonly Step[]): void {
    const seen = new Set<string>();
    for (const step of steps) {
      this.#steps.set(this.identity(player, { phase, index: step.index }), step);
      if (seen.has(step.key)) this.#repeated.add(keyIdentity(player, phase, step.key));
      seen.add(step.key);
    }
  }
}

function keyIdentity(player: string, phase: string, key: string): string {
  return `${phase}/${key} ${player}`;
}
