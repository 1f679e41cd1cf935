/** Errors refuse the test; warnings say what is probably meant otherwise; notes explain what is read differently than elsewhere. */
export type Severity = 'error' | 'warning' | 'note';
