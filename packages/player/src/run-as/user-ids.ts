/** Who a process is to the kernel. */
export interface UserIds {
  readonly uid: number;
  readonly gid: number;
  /** All of its groups, the first one included. */
  readonly groups: readonly number[];
}
