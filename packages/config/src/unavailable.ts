/** Words of the language that have a meaning already and that this version cannot fulfil: what each would say. */
const SECTIONS = new Map([['Matrix', 'parameters']]);

const STEP_KINDS = new Map([
  ['put', 'brings a file to the player'],
  ['ready', 'waits until something is ready'],
  ['sync', 'waits for the other players'],
  ['reboot', 'reboots the player'],
]);

const VARIABLES = new Map([
  ['trial', 'the number of the trial'],
  ['case', 'the combination of parameters'],
]);

/** What a section would mean that this version does not have; `undefined` for any other. */
export function unavailableSection(name: string): string | undefined {
  const meaning = SECTIONS.get(name);
  return meaning && `[${name}] (${meaning}) is not available in this version`;
}

/** The same for the first word of a step's key. */
export function unavailableStepKind(word: string): string | undefined {
  const meaning = STEP_KINDS.get(word);
  return meaning && `a "${word}" step (${meaning}) is not available in this version`;
}

/** The same for the name of a variable. */
export function unavailableVariable(name: string): string | undefined {
  const meaning = VARIABLES.get(name.toLowerCase());
  return meaning && `%(${name})s (${meaning}) is not available in this version`;
}
