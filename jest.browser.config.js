import base from './jest.config.js';

/** The dashboard in a real Chromium against the real system: slower, and in need of a browser, so apart from the other tests. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 60_000,
  maxWorkers: 1,
};
