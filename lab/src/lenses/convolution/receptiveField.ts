/**
 * The square of a picture that one place of a map sees, cut out; paper beyond the edges. `field` is side, step and edge
 * as the engine gives them.
 */
export function patch(
  picture: ArrayLike<number>,
  field: number[],
  mapWidth: number,
  place: number,
): { x: number; y: number; side: number; pixels: Uint8Array } {
  const [side, step, edge] = field as [number, number, number],
    width = 28;
  const x = edge + step * (place % mapWidth),
    y = edge + step * Math.floor(place / mapWidth),
    pixels = new Uint8Array(side * side);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const down = y + row,
        across = x + column;
      if (down >= 0 && down < width && across >= 0 && across < width)
        pixels[row * side + column] = picture[down * width + across]!;
    }
  return { x, y, side, pixels };
}

export interface Peak {
  index: number;
  value: number;
  place: number;
}

/**
 * The digits in which one map stands highest. `peaks` holds, digit after digit and map after map, the value and its
 * place.
 */
export function highest(peaks: ArrayLike<number>, maps: number, map: number, most: number): Peak[] {
  const all = Array.from({ length: peaks.length / (2 * maps) }, (_, index): Peak => ({
    index,
    value: peaks[2 * (index * maps + map)]!,
    place: peaks[2 * (index * maps + map) + 1]!,
  }));
  return all.sort((one, two) => two.value - one.value).slice(0, most);
}
