import { readdirSync, readFileSync } from 'node:fs';
import type { SourceText, TestTexts } from '../../src/index.ts';

/** The texts of a test, from one file in which a line `--- name` begins each of them; the first is the test file. */
export interface Rig {
  readonly name: string;
  readonly texts: TestTexts;
}

/** Every rig of a folder below fixtures. */
export function rigsIn(folder: string): Rig[] {
  const place = new URL(`../fixtures/${folder}/`, import.meta.url);
  return readdirSync(place).map((name) => ({ name, texts: textsOf(readFileSync(new URL(name, place), 'utf8')) }));
}

function textsOf(text: string): TestTexts {
  const parts = text.split(/^--- (.*)\n/m).slice(1);
  const sources = parts.flatMap((path, at): SourceText[] =>
    at % 2 === 0 ? [{ path, text: parts[at + 1] ?? '' }] : [],
  );
  const [test = { path: 'test.cfg', text: '' }, ...players] = sources;
  return { test, players: new Map(players.map((source) => [source.path, source])) };
}

/** A mistake that a rig has on purpose: before its line stands `#! code`. */
export function plantedIn({ texts }: Rig): string[] {
  return [texts.test, ...texts.players.values()].flatMap(({ path, text }) => {
    const lines = text.split('\n');
    return lines.flatMap((line, at) => {
      const codes = /^\s*#! (.*)$/.exec(line)?.[1]?.split(' ') ?? [];
      const next = lines.findIndex((other, index) => index > at && !/^\s*#!/.test(other));
      return codes.map((code) => `${path}:${next + 1} ${code}`);
    });
  });
}
