import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Profile } from '../../domain/profile/packed-profile.ts';
import { EMPTY_PROFILE, withEvent } from '../../domain/profile/profile.ts';

/** No packed profile begins with it. */
const DEFLATED = Uint8Array.of(0);
/** Shorter ones fit a write unit anyway. */
const DEFLATE_FROM_BYTES = 900;

/** A profile as bytes, deflated when it is long: that costs some 100 microseconds of a function, and a write unit a hundred times as much. */
export const bodyOf = ({ bytes }: Profile): Uint8Array =>
  bytes.length < DEFLATE_FROM_BYTES ? bytes : Buffer.concat([DEFLATED, deflateRawSync(bytes)]);

/** The profile in bytes that `bodyOf` made. */
export const profileOf = (body: Uint8Array): Profile =>
  new Profile(body[0] === DEFLATED[0] ? inflateRawSync(body.subarray(DEFLATED.length)) : asBuffer(body));

const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

/** A profile told as what came on top of an earlier state of it. */
export const extended = (base: Profile, recent: Profile): Profile => recent.events.reduce(withEvent, base);

/** What came on top of an earlier state, or undefined when adding it up does not give the very same profile, byte for byte. */
export const recentOn = (base: Profile, profile: Profile): Profile | undefined => {
  const known = new Set(base.events.map(({ id }) => id));
  const recent = profile.events.filter(({ id }) => !known.has(id)).reduce(withEvent, EMPTY_PROFILE);
  return extended(base, recent).bytes.equals(profile.bytes) ? recent : undefined;
};
