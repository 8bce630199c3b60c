export default {
  testEnvironment: 'node',
  reporters: ['default', '<rootDir>/test/count-reporter.js'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.tsx?$': '<rootDir>/test/esbuild-transform.js' },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/emulator/', '<rootDir>/test/browser/'],
  // Jest's module registries leak: one process for all files would grow past Node's heap. The worker begins anew when it has.
  workerIdleMemoryLimit: '1.5GB',
  modulePathIgnorePatterns: ['<rootDir>/cdk.out'],
};
