/** Items in their order, in groups of as many as weigh no more than `most` together; one that alone weighs more is a group of its own. */
export const groupsOf = <T>(
  items: readonly T[],
  most: number,
  weigh: (item: T) => number,
): readonly (readonly T[])[] => {
  const groups: T[][] = [];
  let weight = Number.POSITIVE_INFINITY;
  for (const item of items) {
    weight += weigh(item);
    if (weight > most) {
      groups.push([]);
      weight = weigh(item);
    }
    groups[groups.length - 1].push(item);
  }
  return groups;
};
