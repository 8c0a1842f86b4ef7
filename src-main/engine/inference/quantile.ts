/** The value that a share of all values lies below (0 to 1; the nearest one under, no interpolation). Reorders `values`. Hoare's selection. */
export function quantile(values: Float32Array, share: number): number {
  const rank = Math.floor(share * (values.length - 1));
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const pivot = values[(from + to) >> 1];
    let left = from;
    let right = to;
    while (left <= right) {
      while (values[left] < pivot) left++;
      while (values[right] > pivot) right--;
      if (left > right) break;
      const moved = values[left];
      values[left++] = values[right];
      values[right--] = moved;
    }
    if (rank <= right) to = right;
    else if (rank >= left) from = left;
    else break;
  }
  return values[rank];
}
