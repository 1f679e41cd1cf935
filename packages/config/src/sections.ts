import type { Phase } from '@conductor/types';

/** A section by its names: the one to write first, then those of older versions. */
export type SectionNames = readonly [string, ...string[]];

/** The sections of a test file. */
export const TEST_SECTIONS = {
  test: ['Test'],
  players: ['Workers', 'Clients', 'Players'],
  variables: ['Variables'],
  matrix: ['Matrix'],
  undo: ['Undo'],
} as const satisfies Record<string, SectionNames>;

/** The key of `[Matrix]` whose lines leave combinations out; it may be there more than once. */
export const EXCLUDE = 'exclude';

/** The section of a player file that says where it listens. */
export const COORDINATOR: SectionNames = ['Coordinator', 'Master'];

/** The sections of a player file that hold steps. */
export const PHASE_SECTIONS: { readonly [P in Phase]: SectionNames } = {
  startup: ['Startup'],
  run: ['Run'],
  collect: ['Collect'],
  reset: ['Reset'],
};

/** The sections that say what is measured, in files of either kind. */
export const MEASURE_SECTIONS = {
  metrics: ['Metrics'],
  checks: ['Checks'],
} as const satisfies Record<string, SectionNames>;

/** The section of a player file that says how its host is looked at. */
export const STATE: SectionNames = ['State'];

/** Tells whether a section holds steps. */
export function isPhaseSection(name: string): boolean {
  return Object.values(PHASE_SECTIONS).some((names) => names.includes(name));
}
