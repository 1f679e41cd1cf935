/** Enough for the threads that Node has for files never to wait for us. */
const AT_ONCE = 16;

/**
 * Does a deed for each item, several at a time; the first failure is thrown when those that began are over. Most batches of very many
 * players have none or one: nothing is made ready for more than there are.
 */
export async function severalAtOnce<T>(items: Iterable<T>, deed: (item: T) => Promise<void>): Promise<void> {
  const iterator = items[Symbol.iterator]();
  async function work(first: T): Promise<void> {
    await deed(first);
    for (let next = iterator.next(); !next.done; next = iterator.next()) await deed(next.value);
  }
  const works: Promise<void>[] = [];
  while (works.length < AT_ONCE) {
    const next = iterator.next();
    if (next.done) break;
    works.push(work(next.value));
  }
  for (const end of await Promise.allSettled(works)) if (end.status === 'rejected') throw end.reason;
}
