import { appendFileSync } from 'node:fs';

/** Appends `passed failed` of a run to the file that TEST_COUNTS names, so that several suites can be told as one. */
export default class CountReporter {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
    const file = process.env['TEST_COUNTS'];
    if (file) appendFileSync(file, `${numPassedTests} ${numFailedTests + numRuntimeErrorTestSuites}\n`);
  }
}
