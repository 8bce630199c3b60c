import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { packProfile, unpackProfile } from '../../domain/profile/codec.ts';
import { EMPTY_PROFILE, type Profile, withEvent } from '../../domain/profile/profile.ts';

/** No packed profile begins with it. */
const DEFLATED = Uint8Array.of(0);
/** Shorter ones fit a write unit anyway. */
const DEFLATE_FROM_BYTES = 900;

/** A profile as bytes, deflated when it is long: that costs some 100 microseconds of a function, and a write unit a hundred times as much. */
export const bodyOf = (profile: Profile): Uint8Array => {
  const packed = packProfile(profile);
  return packed.length < DEFLATE_FROM_BYTES ? packed : Buffer.concat([DEFLATED, deflateRawSync(packed)]);
};

/** The profile in bytes that `bodyOf` made. */
export const profileOf = (body: Uint8Array): Profile =>
  unpackProfile(body[0] === DEFLATED[0] ? inflateRawSync(body.subarray(DEFLATED.length)) : body);

/** A profile told as what came on top of an earlier state of it. */
export const extended = (base: Profile, recent: Profile): Profile => recent.events.reduce(withEvent, base);

/** What came on top of an earlier state, or undefined when adding it up does not give the very same profile, byte for byte. */
export const recentOn = (base: Profile, profile: Profile): Profile | undefined => {
  const known = new Set(base.events.map(({ id }) => id));
  const recent = { ...EMPTY_PROFILE, events: profile.events.filter(({ id }) => !known.has(id)) };
  const same = Buffer.compare(packProfile(extended(base, recent)), packProfile(profile)) === 0;
  return same ? recent : undefined;
};
