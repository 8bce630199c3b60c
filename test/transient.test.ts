import { describe, expect, test } from '@jest/globals';
import { isTransient, transientError } from '../src/transient.ts';

const errorWith = (properties: object) => Object.assign(new Error('x'), properties);

describe('isTransient', () => {
  test.each([
    ['our own transient error', transientError('x')],
    ['a refused connection', errorWith({ code: 'ECONNREFUSED' })],
    ['a retryable error of the AWS SDK', errorWith({ $retryable: {}, $fault: 'client' })],
    ['a fault of an AWS service', errorWith({ $fault: 'server' })],
    ['throttling', errorWith({ name: 'ThrottlingException', $fault: 'client' })],
    ['an error whose cause is transient', new Error('x', { cause: transientError('y') })],
  ])('is true for %s', (_, error) => {
    expect(isTransient(error)).toBe(true);
  });

  test.each([
    ['a bug', new TypeError('x')],
    ['a validation error of the AWS SDK', errorWith({ name: 'ValidationException', $fault: 'client' })],
    ['what is no error', 'ECONNREFUSED'],
  ])('is false for %s', (_, error) => {
    expect(isTransient(error)).toBe(false);
  });
});
