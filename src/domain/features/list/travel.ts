import type { Feature, FeatureContext } from '../feature.ts';
import { distanceKm } from '../haversine.ts';

/** Distance from where the card, else the sender, last paid. Unit: km, 0 to 20015. NaN when either place is unknown. */
const distance: Feature = {
  name: 'travel.distance_km',
  meaning: 'distance from the place of the last payment',
  unit: 'km',
  of: (context) => step(context)?.km ?? Number.NaN,
};

/**
 * Speed needed to get here from there; a jet makes 900. Time apart counts as one minute at least, so that two payments of the same
 * moment give a number. Unit: km/h. NaN when either place is unknown.
 */
const speed: Feature = {
  name: 'travel.speed_kmh',
  meaning: 'speed needed to travel from the place of the last payment',
  unit: 'km/h',
  of: (context) => {
    const travelled = step(context);
    return travelled === undefined ? Number.NaN : travelled.km / Math.max(1 / 60, travelled.hours);
  },
};

const step = ({ payment, views, atMs }: FeatureContext): { km: number; hours: number } | undefined => {
  const last = views.card === undefined ? views.sender?.lastPlace : views.card.lastPlace;
  if (last === undefined || payment.location === undefined) return undefined;
  return { km: distanceKm(last, payment.location), hours: (atMs - last.atMs) / 3_600_000 };
};

export const travel = [distance, speed];
