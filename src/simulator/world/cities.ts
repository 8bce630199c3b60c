export type City = {
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Hours ahead of UTC, summer time left out. */
  readonly utcHours: number;
  /** Share of the population, not normalised; 0 for places people only travel to. */
  readonly weight: number;
};

const city = (country: string, place: readonly [number, number], utcHours: number, weight: number): City => ({
  country,
  latitude: place[0],
  longitude: place[1],
  utcHours,
  weight,
});

/** Where people live, shop and travel. */
export const CITIES: readonly City[] = [
  city('US', [40.7128, -74.006], -5, 18),
  city('US', [34.0522, -118.2437], -8, 12),
  city('US', [41.8781, -87.6298], -6, 9),
  city('US', [29.7604, -95.3698], -6, 7),
  city('US', [33.4484, -112.074], -7, 5),
  city('US', [39.9526, -75.1652], -5, 5),
  city('US', [32.7767, -96.797], -6, 6),
  city('US', [37.7749, -122.4194], -8, 6),
  city('US', [47.6062, -122.3321], -8, 5),
  city('US', [25.7617, -80.1918], -5, 5),
  city('US', [42.3601, -71.0589], -5, 5),
  city('US', [39.7392, -104.9903], -7, 4),
  city('US', [33.749, -84.388], -5, 5),
  city('US', [44.9778, -93.265], -6, 3),
  city('US', [36.1627, -86.7816], -6, 3),
  city('CA', [43.6532, -79.3832], -5, 4),
  city('GB', [51.5072, -0.1276], 0, 4),
  city('FR', [48.8566, 2.3522], 1, 1),
  city('ES', [41.3874, 2.1686], 1, 0),
  city('IT', [41.9028, 12.4964], 1, 0),
  city('DE', [52.52, 13.405], 1, 1),
  city('NL', [52.3676, 4.9041], 1, 0),
  city('MX', [19.4326, -99.1332], -6, 2),
  city('BR', [-23.5558, -46.6396], -3, 0),
  city('JP', [35.6762, 139.6503], 9, 0),
  city('TH', [13.7563, 100.5018], 7, 0),
  city('AE', [25.2048, 55.2708], 4, 0),
  city('NG', [6.5244, 3.3792], 1, 0),
  city('RO', [44.4268, 26.1025], 2, 0),
  city('AU', [-33.8688, 151.2093], 10, 0),
];

const TOTAL_WEIGHT = CITIES.reduce((sum, { weight }) => sum + weight, 0);

/** The city that a share of the population, in [0, 1), falls to. */
export const cityOfShare = (share: number): number => {
  let left = share * TOTAL_WEIGHT;
  const at = CITIES.findIndex(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  return Math.max(at, 0);
};

export const cityAt = (index: number): City => CITIES[index];
