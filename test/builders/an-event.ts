import type { Event } from '../../src/domain/profile/event.ts';

/** A payment of US$10 to counterparty 1, as one of its parties remembers it. */
export const anEvent = (overrides: Partial<Event> = {}): Event => ({
  id: 1,
  atMs: Date.parse('2026-03-02T12:00:00Z'),
  cents: 1_000,
  direction: 'out',
  peer: 1,
  failed: false,
  ...overrides,
});
