import { expect, test } from '@jest/globals';
import { isTransient } from '../src/transient.ts';
import { untilUndisturbed } from '../src/until-undisturbed.ts';

const disturbed = (times: number) => {
  let left = times;
  return async () => (left-- > 0 ? undefined : 'done');
};

test('a step is done again until nobody disturbs it', async () => {
  expect(await untilUndisturbed('it kept changing', disturbed(7))).toBe('done');
});

test('a step that is disturbed eight times may be tried again later', async () => {
  const error = await untilUndisturbed('it kept changing', disturbed(8)).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ message: 'it kept changing 8 times' });
  expect(isTransient(error)).toBe(true);
});
