/** What is gathered of a test while its lines are read. */
interface StreamedTest {
  start?: unknown;
  readonly intervals: unknown[];
  end?: unknown;
  error?: unknown;
}

/**
 * The tests in the JSON of iperf3: each a document, as `-J` prints it. `--json-stream` prints the parts of one in lines, each when it is known; they
 * are put together here. Of a test that was cut there is no `end`.
 */
export function iperf3Tests(documents: readonly unknown[]): readonly unknown[] {
  const tests: unknown[] = [];
  let streamed: StreamedTest | null = null;
  for (const document of documents) {
    const part = partOf(document);
    if (part === null) {
      tests.push(document);
      continue;
    }
    if (streamed === null || part.event === 'start') {
      streamed = { intervals: [] };
      tests.push(streamed);
    }
    addPart(streamed, part);
  }
  return tests;
}

interface Part {
  readonly event: string;
  readonly data: unknown;
}

function partOf(document: unknown): Part | null {
  if (typeof document !== 'object' || document === null || !('event' in document) || !('data' in document)) return null;
  return typeof document.event === 'string' ? { event: document.event, data: document.data } : null;
}

/** Parts of other names, as later versions may have, are of no use here. */
function addPart(test: StreamedTest, { event, data }: Part): void {
  if (event === 'start') test.start = data;
  if (event === 'interval') test.intervals.push(data);
  if (event === 'end') test.end = data;
  if (event === 'error') test.error = data;
}
