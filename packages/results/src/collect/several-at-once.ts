/** Enough for the threads that Node has for files never to wait for us. */
const AT_ONCE = 16;

/** Does a deed for each item, several at a time; the first failure is thrown when those that began are over. */
export async function severalAtOnce<T>(items: Iterable<T>, deed: (item: T) => Promise<void>): Promise<void> {
  const iterator = items[Symbol.iterator]();
  async function work(): Promise<void> {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await deed(next.value);
  }
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
