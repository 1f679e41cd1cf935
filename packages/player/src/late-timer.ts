/**
 * Calls `fire` when so much time is over; what has come by then while this process had no turn, such as the end of a command or an
 * answer, is heard first. Disposing it forgets it.
 */
export function lateTimer(ms: number, fire: () => void): Disposable {
  let firing: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    firing = setImmediate(fire);
  }, ms);
  return {
    [Symbol.dispose]() {
      clearTimeout(timer);
      clearImmediate(firing);
    },
  };
}
