/** Weights to begin with, as the video shows them: 1 where ink is wanted, -1 around it. */
const side = 28;

/** A bright bar with dark above and below. */
export function edge(): number[] {
  return cells((x, y) =>
    x < 8 || x > 20 ? 0 : y >= 9 && y <= 11 ? 1 : (y >= 6 && y <= 8) || (y >= 12 && y <= 14) ? -1 : 0,
  );
}

/** A ring with dark inside and around. */
export function loop(): number[] {
  return cells((x, y) => {
    const r = Math.hypot(x - 13.5, y - 9.5);
    return r >= 3.2 && r <= 5.6 ? 1 : r < 3.2 || (r > 5.6 && r < 7) ? -1 : 0;
  });
}

function cells(weight: (x: number, y: number) => number): number[] {
  return Array.from({ length: side * side }, (_, i) => weight(i % side, Math.floor(i / side)));
}
