import murmur from 'imurmurhash';

/** 32-bit MurmurHash3 of a text: names a counterparty inside one profile. */
export const hash32 = (text: string): number => murmur(text, 0).result();

/** 48-bit hash of a payment id; among the few hundred events of one profile two ids meet with probability 1e-10. */
export const hash48 = (text: string): number =>
  murmur(text, 0).result() * 0x1_0000 + (murmur(text, 0x9747_b28c).result() & 0xffff);

/** 12 hex digits that change with the text: versions of rules, policy and feature list. Not for secrets. */
export const shortDigest = (text: string): string => hash48(text).toString(16).padStart(12, '0');
