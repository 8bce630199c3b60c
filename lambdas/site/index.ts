import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { readEnvironment, TELEMETRY_VARIABLES } from '../../src/aws/environment.ts';
import { flushing, reportingTo } from '../../src/aws/functions/http.ts';
import { createTelemetry } from '../../src/aws/telemetry/telemetry.ts';
import { createHandler } from './handler.ts';
import { readBucket } from './read-bucket.ts';

const { SITE_BUCKET, SIGN_IN_ORIGIN } = z
  .object({ SITE_BUCKET: z.string().min(1), SIGN_IN_ORIGIN: z.url() })
  .parse(process.env);
const telemetry = createTelemetry(readEnvironment(process.env, TELEMETRY_VARIABLES));
const readFile = readBucket({ client: new S3Client({}), bucket: SITE_BUCKET, nowMs: Date.now });

export const handler = flushing(
  createHandler({ readFile, signInOrigin: SIGN_IN_ORIGIN, ...reportingTo(telemetry) }),
  telemetry,
);
