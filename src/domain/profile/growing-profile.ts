import { FOLDED_AT, setUint48 } from './layout.ts';
import { Profile, wordsOf } from './packed-profile.ts';

/** Room behind a profile that has outgrown its bytes, as a share of them. */
const ROOM = 0.25;

/**
 * A profile that is changed where it lies, for who holds the only reference to it: there is room behind its bytes, so that one more event
 * moves some of them and allocates nothing. Its bytes are not from Node's pool: one that is kept would keep a whole page of that.
 */
export class GrowingProfile extends Profile {
  constructor(profile: Profile) {
    super(copyOf(profile, Buffer.allocUnsafeSlow(profile.length)));
  }

  /** Becomes like another profile. */
  become(profile: Profile): void {
    this.size = 0;
    this.makeRoom(profile.length);
    profile.copyTo(this.held, 0);
    this.size = profile.length;
  }

  /** A profile like it that nobody changes any more. From Node's pool: it is written, and soon forgotten with its neighbours there. */
  settled(): Profile {
    return new Profile(copyOf(this, Buffer.allocUnsafe(this.size)));
  }

  makeRoom(bytes: number): void {
    const needed = this.size + bytes;
    if (needed <= this.held.length) return;
    this.held = copyOf(this, Buffer.allocUnsafeSlow(Math.ceil(needed * (1 + ROOM))));
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

const copyOf = (profile: Profile, copied: Buffer): Buffer => {
  profile.copyTo(copied, 0);
  return copied;
};
