/** Does deeds one after another, however they are asked for. */
export function inTurns(): <T>(deed: () => Promise<T>) => Promise<T> {
  let turn: Promise<unknown> = Promise.resolve();
  return (deed) => {
    const mine = turn.then(deed);
    turn = mine.catch(() => undefined);
    return mine;
  };
}
