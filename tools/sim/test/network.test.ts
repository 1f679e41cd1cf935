import { describe, expect, it } from 'vitest';
import type { Side } from '../src/network/connection.ts';
import { Link } from '../src/network/link.ts';
import { Program } from '../src/program.ts';
import { Timeline } from '../src/timeline.ts';

const SILENT = { everyMs: 1e9, timeoutMs: 1e9 };

/** A caller and a player with one connection between them; what the player hears is kept. */
function meet(keepalive = SILENT) {
  const timeline = new Timeline();
  const program = new Program(timeline, false);
  const far = new Program(timeline, false);
  const heard: string[] = [];
  const lost: string[] = [];
  const answer = (side: Side) => {
    side.belongTo(far, { hear: ({ kind }) => heard.push(kind), lose: (cause) => heard.push(cause) });
  };
  const link = new Link({ timeline, random: () => 0.5, keepalive }, { answer }, [5, 15]);
  const side = link.open();
  side.belongTo(program, { hear: () => undefined, lose: (cause) => lost.push(cause) });
  const pass = (ms: number) => timeline.run(() => false, timeline.nowMs + ms);
  return { link, side, far, heard, lost, pass };
}

describe('a connection', () => {
  it('brings what is said in order, after a while', () => {
    const { side, heard, pass } = meet();
    side.send({ kind: 'hello', call: 'control' });
    side.send({ kind: 'welcome', kept: [] });
    pass(9);
    expect(heard).toEqual([]);
    pass(20);
    expect(heard).toEqual(['hello', 'welcome']);
  });

  it('holds back what is said over a cut way, and brings it when that is healed', () => {
    const { link, side, heard, pass } = meet();
    link.there.cut();
    side.send({ kind: 'hello', call: 'control' });
    pass(5_000);
    expect(heard).toEqual([]);
    link.there.heal();
    side.send({ kind: 'welcome', kept: [] });
    pass(5_000);
    expect(heard).toEqual(['hello', 'welcome']);
  });

  it('that is cut in one direction is noticed by keepalive on the side that hears nothing', () => {
    const { link, side, lost, pass } = meet({ everyMs: 1_000, timeoutMs: 500 });
    side.send({ kind: 'hello', call: 'control' });
    pass(3_000);
    expect(lost).toEqual([]);
    link.back.cut();
    pass(3_000);
    expect(lost).toEqual(['keepalive: no answer']);
  });

  it('keeps what comes for a stopped program until it goes on', () => {
    const { side, far, heard, pass } = meet();
    side.send({ kind: 'hello', call: 'control' });
    pass(100);
    far.stop();
    side.send({ kind: 'welcome', kept: [] });
    side.close('in-order');
    pass(1_000);
    expect(heard).toEqual(['hello']);
    far.goOn();
    expect(heard).toEqual(['hello', 'welcome', 'the other side ended the conversation']);
  });
});
