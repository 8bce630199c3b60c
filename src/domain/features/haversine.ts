import type { Place } from '../profile/event.ts';

/** Mean radius of the Earth (IUGG), km. */
const EARTH_KM = 6371.0088;

/** Great-circle distance between two places in km, by the haversine formula (Sinnott, Sky & Telescope 68, 1984). */
export const distanceKm = (from: Place, to: Place): number => {
  const latitude = radians(to.latitude - from.latitude);
  const longitude = radians(to.longitude - from.longitude);
  const chord =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(longitude / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
};

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
