export default {
  testEnvironment: 'node',
  reporters: ['default', '<rootDir>/test/count-reporter.js'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.tsx?$': '<rootDir>/test/esbuild-transform.js' },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/emulator/',
    '<rootDir>/test/browser/',
    '<rootDir>/test/parity/',
  ],
  // Machines that run tests are often shared and slow; what is too slow is found by npm run bench.
  testTimeout: 30_000,
  // Jest's module registries leak: one process for all files would grow past Node's heap. The worker begins anew when it has.
  workerIdleMemoryLimit: '1.5GB',
  modulePathIgnorePatterns: ['<rootDir>/cdk.out'],
};
