import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ATTACKS } from '../../src/simulator/attacks/index.ts';
import { EPISODES } from '../../src/simulator/honest/episodes/index.ts';
import { SCENARIOS } from '../../src/simulator/scenario.ts';

const namesIn = (folder: string, others: readonly string[]): readonly string[] =>
  readdirSync(`src/simulator/${folder}`)
    .filter((file) => !others.includes(file))
    .map((file) => file.replace('.ts', ''))
    .toSorted();

describe('the registries of the simulator', () => {
  test('every attack has its file and its scenario, and their shares add up to 1', () => {
    const attacks = Object.keys(ATTACKS).toSorted();
    expect(namesIn('attacks', ['index.ts', 'attack.ts', 'mule.ts'])).toEqual(
      attacks.map((name) => name.replaceAll('_', '-')),
    );
    expect(['none', ...attacks].toSorted()).toEqual([...SCENARIOS].toSorted());
    expect(Object.values(ATTACKS).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  test('every honest story has its file', () => {
    const stories = EPISODES.map(([, { name }]) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    expect(namesIn('honest/episodes', ['index.ts'])).toEqual(stories.toSorted());
  });
});
