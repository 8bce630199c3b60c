import base from './jest.config.js';

/** What needs the Python that trains: the engines held against the libraries themselves. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/parity/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  testTimeout: 300_000,
};
