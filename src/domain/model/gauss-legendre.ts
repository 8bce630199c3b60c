/** Points and weights of Gauss-Legendre quadrature on 0..1. */
export type Quadrature = { readonly points: Float64Array; readonly weights: Float64Array };

/**
 * The quadrature of `size` points, exact for polynomials of degree 2 * size - 1. The points are the roots of the Legendre polynomial
 * of that degree, found by Newton's method from Tricomi's estimate (Abramowitz and Stegun, 22.16.6 and 25.4.29).
 */
export const gaussLegendre = (size: number): Quadrature => {
  const [points, weights] = [new Float64Array(size), new Float64Array(size)];
  for (let i = 0; i < size; i += 1) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (size + 0.5));
    for (let step = 0; step < NEWTON_STEPS; step += 1) {
      const { value, slope } = legendre(size, x);
      x -= value / slope;
    }
    const { slope } = legendre(size, x);
    points[i] = (1 - x) / 2;
    weights[i] = 1 / ((1 - x * x) * slope * slope);
  }
  return { points, weights };
};

/** From the estimate three steps reach the last bit; the rest is margin. */
const NEWTON_STEPS = 6;

/** Legendre's polynomial and its derivative, by the three-term recurrence. */
const legendre = (degree: number, x: number): { readonly value: number; readonly slope: number } => {
  let [before, value] = [1, x];
  for (let n = 2; n <= degree; n += 1) [before, value] = [value, ((2 * n - 1) * x * value - (n - 1) * before) / n];
  return { value, slope: (degree * (x * value - before)) / (x * x - 1) };
};
