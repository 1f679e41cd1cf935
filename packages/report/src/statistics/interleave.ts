/**
 * The order in which variants take turns: A B, B A, A B … (with three, A B C, C B A …), so many times each. Over every two turns each
 * variant has the same mean place, and a drift that is a straight line adds the same to all of them. Source: Cox, Planning of
 * Experiments (1958), 14.2 (serial order balanced against trend).
 */
export function interleave<Variant>(variants: readonly Variant[], times: number): readonly Variant[] {
  const back = variants.toReversed();
  return Array.from({ length: times }, (_, turn) => (turn % 2 === 0 ? variants : back)).flat();
}
