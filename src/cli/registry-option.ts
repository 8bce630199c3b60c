import { Option } from 'commander';
import { REGISTRY_FOLDER } from '../registry/model-folders.ts';
import { existingFolder, folder } from './folders.ts';

/** `--registry` of a command that takes models from one: the folder must be there, for a mistyped one would pass for one without models. */
export const existingRegistry = (says: string): Option => registryOption('<dir>', says).argParser(existingFolder);

/** `--registry` of a command that may make one, in a folder or a bucket. */
export const anyRegistry = (): Option => registryOption('<place>', 'a folder, or s3://BUCKET/PREFIX').argParser(folder);

const registryOption = (place: string, says: string): Option =>
  new Option(`--registry ${place}`, says).default(REGISTRY_FOLDER, 'model/registry');
