import base from './jest.config.js';

/** The suite against a deployed stack: one file after the other, for all share one emulator. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/emulator/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/emulator/global-setup.js',
  globalTeardown: '<rootDir>/test/emulator/global-teardown.js',
  testSequencer: '<rootDir>/test/emulator/in-order.js',
  maxWorkers: 1,
  testTimeout: 120_000,
};
