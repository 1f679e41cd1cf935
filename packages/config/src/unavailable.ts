/** Words of the language that have a meaning already and that this version cannot fulfil: what each would say. */
const STEP_KINDS = new Map([['reboot', 'reboots the player']]);

/** What a step would do that this version does not have, by the first word of its key; `undefined` for any other. */
export function unavailableStepKind(word: string): string | undefined {
  const meaning = STEP_KINDS.get(word);
  return meaning && `a "${word}" step (${meaning}) is not available in this version`;
}
