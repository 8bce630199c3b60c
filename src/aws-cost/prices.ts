/** When the pages were stored that these prices were read from; DynamoDB's are those since its cut of November 2024. */
export const PRICES_OF = '2023 to 2026';

/** List prices in US dollars, region us-east-1. Most of the pages quote AWS's own: look them up again before relying on a total. */
export const PRICES = {
  dynamoWriteUnit: 0.625 / 1e6,
  dynamoReadUnit: 0.125 / 1e6,
  kinesisShardHour: 0.015,
  /** 25 KB of one record. */
  kinesisPutUnit: 0.014 / 1e6,
  /** Of a stream on demand, in place of shards: an hour, and a GB put and read. */
  kinesisOnDemandHour: 0.04,
  kinesisOnDemandGbIn: 0.08,
  kinesisOnDemandGbOut: 0.04,
  /** Taken in, each record as a multiple of 5 KB, and converted to Parquet. */
  firehoseGb: 0.029 + 0.018,
  lambdaGbSecond: 0.0000133334,
  lambdaRequest: 0.2 / 1e6,
  snsPublish: 0.5 / 1e6,
  logGb: 0.5,
  /** An instance of two cores: ml.c7g.large, the nearest to the stack's ml.c6i.large (lib/context.ts) whose price is at hand. */
  endpointHour: 0.1,
} as const;
