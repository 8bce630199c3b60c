/** More than the counterparties that a profile can name in one direction, and a power of two. */
const SLOTS = 2_048;

/**
 * Counterparties by their 32-bit hashes, each with marks (a bit each), in a table that is emptied in no time and allocates nothing: hash sets
 * were most of the cost of measuring a payment. Open addressing with linear probing (Knuth, TAOCP 3, 6.4); a slot is taken when it
 * bears the stamp of the round. Not re-entrant: one round ends before the next begins.
 */
export const createPeerTable = () => {
  const peers = new Uint32Array(SLOTS);
  const stamps = new Uint32Array(SLOTS);
  const marks = new Uint8Array(SLOTS);
  let round = 0;
  const slotOf = (peer: number): number => {
    let slot = (peer ^ (peer >>> 15)) & (SLOTS - 1);
    while (stamps[slot] === round && peers[slot] !== peer) slot = (slot + 1) & (SLOTS - 1);
    return slot;
  };
  return {
    /** Empties the table. */
    begin: (): void => {
      round += 1;
    },
    /** Adds a counterparty with its marks; true when it was not there, else it is left as it is. */
    add: (peer: number, marked: number): boolean => {
      const slot = slotOf(peer);
      if (stamps[slot] === round) return false;
      stamps[slot] = round;
      peers[slot] = peer;
      marks[slot] = marked;
      return true;
    },
    /** Takes marks off a counterparty that is there; gives those that it bore. */
    unmark: (peer: number, taken: number): number => {
      const slot = slotOf(peer);
      const borne = marks[slot] & taken;
      marks[slot] ^= borne;
      return borne;
    },
  };
};
