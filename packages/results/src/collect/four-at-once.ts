/** As many as Node has threads for files. */
const AT_ONCE = 4;

/** Does a deed for each item, four at a time; the first failure is thrown when those that began are over. */
export async function fourAtOnce<T>(items: Iterable<T>, deed: (item: T) => Promise<void>): Promise<void> {
  const iterator = items[Symbol.iterator]();
  async function work(): Promise<void> {
    for (let next = iterator.next(); !next.done; next = iterator.next()) await deed(next.value);
  }
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
