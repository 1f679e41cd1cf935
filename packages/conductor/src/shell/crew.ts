import { PUT_FILES } from '@conductor/protocol';
import { ConductorError, type PlayerPlan, Turnstile } from '@conductor/types';
import type { CourseEffect } from '../course/course-effect.ts';
import { MOST_AT_ONCE } from '../course/dialling.ts';
import { CollectionLink } from './collection-link.ts';
import { ControlLink } from './control-link.ts';
import { DeliveryLink } from './delivery-link.ts';
import { Quiet } from './quiet.ts';
import type { Stage } from './stage.ts';

type Performable = Exclude<CourseEffect, { readonly kind: 'end' }>;
type PlayerEffect = Extract<CourseEffect, { readonly player: string }>;

interface Links {
  readonly control: ControlLink;
  readonly collection: CollectionLink;
  readonly delivery: DeliveryLink;
}

/** Performs the effects of a course: the connections to each player, and the run directory. Disposing it ends all. */
export class Crew implements AsyncDisposable {
  readonly #stage: Stage;
  readonly #quiet = new Quiet();
  /** Of all players at once each would be late; see `dialAll`. */
  readonly #turnstile = new Turnstile(MOST_AT_ONCE);
  readonly #outOfReach = new Turnstile(MOST_AT_ONCE);
  readonly #links: ReadonlyMap<string, Links>;
  /** What was begun and is not over; nothing in it rejects. */
  readonly #underWay = new Set<Promise<void>>();

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#links = new Map(stage.players.map((player) => [player.name, this.#linksTo(player)]));
  }

  #linksTo(player: PlayerPlan): Links {
    const control = new ControlLink(this.#stage, player);
    const rules = { quiet: this.#quiet, turnstile: this.#turnstile, outOfReach: this.#outOfReach };
    return {
      control,
      collection: new CollectionLink(this.#stage, player, () => control.road, rules),
      delivery: new DeliveryLink(this.#stage, player, this.#turnstile),
    };
  }

  /** Begins what an effect wants, and returns at once. What goes wrong in it is told to the course. */
  perform(effect: Performable): void {
    try {
      if ('player' in effect) this.#performAt(effect);
      else this.#performHere(effect);
    } catch (thrown) {
      this.#break(thrown);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#quiet.keep(false);
    for (const { control, collection, delivery } of this.#links.values()) {
      delivery.abandon();
      collection.abandon();
      this.#follow(control.hangUp());
    }
    await Promise.all(this.#underWay);
  }

  #performHere(effect: Exclude<Performable, PlayerEffect>): void {
    switch (effect.kind) {
      case 'keep-quiet':
        this.#quiet.keep(effect.isQuiet);
        return;
      case 'record':
        this.#stage.directory.append(effect.event);
        return;
      case 'save-result':
        this.#follow(this.#stage.directory.save());
        return;
      default:
        effect satisfies never;
    }
  }

  #performAt(effect: PlayerEffect): void {
    const links = this.#links.get(effect.player);
    if (!links) throw new ConductorError('protocol', `the course of the run names a player "${effect.player}"`);
    switch (effect.kind) {
      case 'dial':
        this.#follow(links.control.dial(effect.call));
        return;
      case 'send':
        links.control.send(effect.command);
        return;
      case 'read-clock':
        this.#follow(links.control.readClock(effect.most, effect.enoughNs));
        return;
      case 'hang-up':
        this.#follow(links.control.hangUp());
        return;
      case 'collect-trial':
        this.#follow(links.collection.collect(effect.trial));
        return;
      case 'deliver-files':
        if (links.control.features.includes(PUT_FILES)) this.#follow(links.delivery.deliver());
        else this.#stage.tell({ kind: 'delivery-failed', player: effect.player, error: tooOld(effect.player) });
        return;
      case 'abandon-delivery':
        links.delivery.abandon();
        return;
      case 'abandon-collection':
        links.collection.abandon();
        return;
      default:
        effect satisfies never;
    }
  }

  #follow(work: Promise<void>): void {
    const followed = work.catch((thrown) => this.#break(thrown)).finally(() => this.#underWay.delete(followed));
    this.#underWay.add(followed);
  }

  #break(thrown: unknown): void {
    this.#stage.tell({ kind: 'broken', error: ConductorError.from(thrown, 'storage', 'the conductor') });
  }
}

function tooOld(player: string): ConductorError {
  const message = `player "${player}" is of a version that takes no files; update it, or bring them there by other means`;
  return new ConductorError('version', message, { player });
}
