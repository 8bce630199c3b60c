import { join } from 'node:path';

/** Where the archive of a data directory lies. */
export const archiveFolder = (dataDir: string): string => join(dataDir, 'archive');
