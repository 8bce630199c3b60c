import { FOLDED_AT, setUint48 } from './layout.ts';
import { Profile, wordsOf } from './packed-profile.ts';

/** Room behind a profile that has outgrown its bytes, as a share of them. */
const ROOM = 0.25;

/**
 * A profile that is changed where it lies, for who holds the only reference to it: there is room behind its bytes, so that one more event
 * moves some of them and allocates nothing.
 */
export class GrowingProfile extends Profile {
  constructor(profile: Profile) {
    super(copyOf(profile, profile.length));
  }

  /** Becomes like another profile. */
  become(profile: Profile): void {
    this.size = 0;
    this.makeRoom(profile.length);
    profile.copyTo(this.held, 0);
    this.size = profile.length;
  }

  /** A profile like it that nobody changes any more. */
  settled(): Profile {
    return new Profile(copyOf(this, this.size));
  }

  makeRoom(bytes: number): void {
    const needed = this.size + bytes;
    if (needed <= this.held.length) return;
    this.held = copyOf(this, Math.ceil(needed * (1 + ROOM)));
    this.words = wordsOf(this.held);
  }

  /** Moves what lies from `at` on, into room that there is; what the gap holds is left over. */
  openGap(at: number, bytes: number): void {
    this.held.copyWithin(at + bytes, at, this.size);
    this.size += bytes;
  }

  closeGap(at: number, bytes: number): void {
    this.held.copyWithin(at, at + bytes, this.size);
    this.size -= bytes;
  }

  /** Adds to a count of the header (layout.ts). */
  addTo(countAt: number, count: number): void {
    this.held[countAt] += count;
  }

  setFoldedUntilMs(atMs: number): void {
    setUint48(this.words, FOLDED_AT, atMs);
  }
}

/** Not from Node's pool: a profile that is kept would keep a whole page of it. It would save 3 % of the stream path's time. */
const copyOf = (profile: Profile, length: number): Buffer => {
  const copied = Buffer.allocUnsafeSlow(length);
  profile.copyTo(copied, 0);
  return copied;
};
