import type { TestContext } from 'vitest';

/** Skips the test when there is a reason why it cannot run here. */
export function needs(context: TestContext, reason: string | null): void {
  if (reason !== null) context.skip(reason);
}
