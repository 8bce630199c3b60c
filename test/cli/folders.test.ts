import { describe, expect, test } from '@jest/globals';
import { existingFolder, folder } from '../../src/cli/folders.ts';

describe('a folder on the command line', () => {
  test.each(['', ' '])('%j is refused', (text) => {
    expect(() => folder(text)).toThrow('expected a folder, got an empty text.');
    expect(() => existingFolder(text)).toThrow('expected a folder, got an empty text.');
  });

  test('may be one that is yet to be made', () => {
    expect(folder('never/made')).toBe('never/made');
  });

  test.each(['never/made', 'package.json', 'package.json/x'])('that must be there cannot be %s', (text) => {
    expect(() => existingFolder(text)).toThrow('no such folder.');
  });

  test('that must be there is taken as it is written', () => {
    expect(existingFolder('test/cli')).toBe('test/cli');
  });
});
