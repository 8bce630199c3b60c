/** Of threads that make payments and let them go by the thousand: the collector is to pass seldom. */
export const THREAD_LIMITS = { maxYoungGenerationSizeMb: 64 };
