export default {
  testEnvironment: 'node',
  reporters: ['default', '<rootDir>/test/count-reporter.js'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.tsx?$': '<rootDir>/test/esbuild-transform.js' },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/emulator/', '<rootDir>/test/browser/'],
  modulePathIgnorePatterns: ['<rootDir>/cdk.out'],
};
