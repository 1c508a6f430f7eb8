import { createRequire } from 'node:module';
import type nedb from '@seald-io/nedb';
import { PRIVATE_FILE_MODE, PRIVATE_FOLDER_MODE } from './write-privately.ts';

/** Documents in a file of JSON Lines, all of them in memory, too. */
export type Datastore<Document> = nedb.default<Document>;

/** To NeDB's types the class is `default` of its module; to Node the module is the class. */
const DatastoreClass = createRequire(import.meta.url)('@seald-io/nedb') as typeof nedb.default;

/** The datastore of a file that only this user may read; to be loaded. */
export function createDatastore<Document>(filename: string): Datastore<Document> {
  return new DatastoreClass<Document>({
    filename,
    modes: { fileMode: PRIVATE_FILE_MODE, dirMode: PRIVATE_FOLDER_MODE },
    // A line that a killed process wrote half is passed over; where all are such, the file is as good as empty.
    corruptAlertThreshold: 1,
  });
}
