import { expect, test } from '@jest/globals';
import { readEnvironment } from '../../src/aws/environment.ts';
import { ENVIRONMENT } from './fake/functions.ts';

const source = Object.fromEntries(Object.entries(ENVIRONMENT).map(([name, value]) => [name, String(value)]));

test('reads the variables that a function needs, and no others', () => {
  expect(readEnvironment({ ...source, CONSOLE_TABLE: undefined }, ['DECISIONS_TABLE', 'DECISION_TTL_DAYS'])).toEqual({
    DECISIONS_TABLE: ENVIRONMENT.DECISIONS_TABLE,
    DECISION_TTL_DAYS: 365,
  });
});

test('names every variable that is wrong, what it is and what it must be', () => {
  const wrong = { ...source, MODEL_BUDGET_MS: 'soon', ALERTS_TOPIC_ARN: 'alerts', CONSOLE_TABLE: undefined };
  expect(() => readEnvironment(wrong, ['MODEL_BUDGET_MS', 'ALERTS_TOPIC_ARN', 'CONSOLE_TABLE'])).toThrow(
    'the environment of this function is wrong: MODEL_BUDGET_MS is "soon", expected whole milliseconds from 1 to 60000; ' +
      'ALERTS_TOPIC_ARN is "alerts", expected the ARN of an SNS topic; ' +
      'CONSOLE_TABLE is missing, expected the name of a DynamoDB table',
  );
});

test('takes an empty name for no endpoint', () => {
  expect(readEnvironment(source, ['MODEL_ENDPOINT']).MODEL_ENDPOINT).toBe('');
});
