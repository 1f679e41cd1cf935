/** A value, and who said so: `--results`, `CONDUCTOR_RESULTS`. */
export interface Said<Value> {
  readonly value: Value;
  readonly source: string;
}
