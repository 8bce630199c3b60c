import { ASSUMED } from './assumed.ts';
import { type Batches, batchesAt, type Gathering } from './batches.ts';
import { costOf, endpointCostOf, onDemandStreamOver, totalOf, type Use } from './cost.ts';
import { PRICES, PRICES_OF } from './prices.ts';

export type CountedUse = Use & { readonly profilesWritten: number };

/** Two kinds of payments: with two accounts and no more, and with all that the simulator gives them. */
export const KINDS = ['accountsOnly', 'everything'] as const;
export type Kind = (typeof KINDS)[number];

/** Counts what a payment of a kind takes when it comes in batches of these sizes. */
export type Count = (kind: Kind, batches: Batches) => Promise<CountedUse>;

/** What the limits are said of. */
export const LIMIT_BATCHES: Batches = { batch: 100, boardBatch: 100 };
/** The rate that the sum is aimed at. */
export const AIMED_AT = 1_000;
const RATES = [1, 10, 100, AIMED_AT, 10_000] as const;

/** docs/cost.md, from what is counted; the batches of each rate are those of the stage. */
export const costPage = async (count: Count, gathering: Gathering): Promise<string> => {
  const [few, all] = [await count('accountsOnly', LIMIT_BATCHES), await count('everything', LIMIT_BATCHES)];
  const aimed = batchesAt(AIMED_AT, gathering);
  const [fewAimed, allAimed] = [await count('accountsOnly', aimed), await count('everything', aimed)];
  const byRate: string[] = [];
  for (const rate of RATES)
    byRate.push(rateLine(rate, gathering, await count('accountsOnly', batchesAt(rate, gathering))));
  return `# What a million payments cost

Made by \`npm run cost\` from counts, not from a bill: the functions of the stream path (decide, tally, alert) run in full, with the real AWS SDK,
against a stub that bills items as the DynamoDB developer guide says, and records of the archive as Firehose does. Payments come from the simulator,
most of them of different accounts (3,000 of them), after ten days of history, with ids as long as a UUID. A test holds this page to the counts.

## Counted, in batches of ${LIMIT_BATCHES.batch}

| a payment | limit | two accounts | and device, card, address |
|---|---|---|---|
| SDK calls | 0.25 | ${few.sdkCalls.toFixed(3)} | ${all.sdkCalls.toFixed(3)} |
| write units | 3.0 | ${few.writeUnits.toFixed(2)} | ${all.writeUnits.toFixed(2)} |
| read units | 1.5 | ${few.readUnits.toFixed(2)} | ${all.readUnits.toFixed(2)} |
| log bytes, up to | 100 | ${upToFive(few.logBytes)} | ${upToFive(all.logBytes)} |
| bytes of the archive, as billed | | ${few.archiveBytes.toFixed(0)} | ${all.archiveBytes.toFixed(0)} |
| profiles written | | ${few.profilesWritten.toFixed(2)} | ${all.profilesWritten.toFixed(2)} |
| alerts | | ${few.flagged.toFixed(4)} | ${all.flagged.toFixed(4)} |

The limits are of payments that name two accounts, as ledgers and PaySim's rows do. Every further entity that a payment names (device, card, address) has a profile
of its own: a write unit and half a read unit, about US$0.69 a million each. They are there to link accounts with one another, so they are not kept within one.

## US dollars a million, on demand, at ${AIMED_AT.toLocaleString('en')} payments a second

At that rate a second of payments is decided in batches of ${aimed.batch}, and ${gathering.boardSeconds} seconds of changes are counted and archived in batches of ${aimed.boardBatch}
(\`lib/stages.ts\`, \`prod\`). Accounts that meet in a batch have their profiles read and written once.

| | two accounts | and device, card, address |
|---|---|---|
${costOf(fewAimed, AIMED_AT)
  .map(({ what, dollarsAMillion }, at) => row(what, dollarsAMillion, costOf(allAimed, AIMED_AT)[at].dollarsAMillion))
  .join('\n')}
| **all** | **${dollars(totalOf(costOf(fewAimed, AIMED_AT)))}** | **${dollars(totalOf(costOf(allAimed, AIMED_AT)))}** |
| the same in batches of ${LIMIT_BATCHES.batch} | ${dollars(totalOf(costOf(few, AIMED_AT)))} | ${dollars(totalOf(costOf(all, AIMED_AT)))} |

The aim is 2.00 with two accounts. DynamoDB's writes are most of it: one for the decision, nearly one for each of the two profiles. Under steady load provisioned
capacity with autoscaling is several times cheaper than on demand.

## By traffic, US dollars a million payments with two accounts

| payments a second | decided in batches of | counted in batches of | without endpoint | with a SageMaker endpoint | more with a Kinesis stream on demand |
|---|---|---|---|---|---|
${byRate.join('\n')}

What is paid by the hour (a Kinesis shard, an endpoint) is shared by few payments when there are few, and so is what is written once a batch: the boards of the
dashboard. In money that is little: a payment a second is 2.6 million a month.

## Prices and assumptions

List prices, us-east-1, from pages stored ${PRICES_OF}, most of which quote AWS's own; DynamoDB's are those since November 2024. Look them up
again before you rely on a total. What Lambda reads of a DynamoDB stream is free.

| | US$ |
|---|---|
| DynamoDB on demand, a million write units | ${million(PRICES.dynamoWriteUnit)} |
| a million read units | ${million(PRICES.dynamoReadUnit)} |
| Kinesis, a shard-hour | ${PRICES.kinesisShardHour} |
| a million put units of 25 KB | ${million(PRICES.kinesisPutUnit)} |
| Kinesis on demand, a stream-hour | ${PRICES.kinesisOnDemandHour} |
| a GB put / read | ${PRICES.kinesisOnDemandGbIn} / ${PRICES.kinesisOnDemandGbOut} |
| Lambda arm64, a GB-second | ${PRICES.lambdaGbSecond} |
| a million requests | ${million(PRICES.lambdaRequest)} |
| Firehose, a GB in steps of 5 KB a record, with its conversion to Parquet | ${PRICES.firehoseGb} |
| SNS, a million publications (deliveries by e-mail and SMS are extra) | ${million(PRICES.snsPublish)} |
| CloudWatch logs, a GB | ${PRICES.logGb} |
| SageMaker, an hour of two cores (of ml.c7g.large; the stack takes ml.c6i.large) | ${PRICES.endpointHour} |

Assumed, not counted: of a ${ASSUMED.lambdaGb} GB function ${ASSUMED.paymentMs} ms a payment, ${ASSUMED.sdkCallMs} ms a call of the SDK and ${ASSUMED.waitMs} ms of waiting an invocation, ${ASSUMED.platformLogBytes} bytes of
Lambda's own log lines an invocation, ${ASSUMED.paymentsAShardSecond} payments a second and shard, ${ASSUMED.paymentsAnEndpointSecond} a second and endpoint instance, ${ASSUMED.leastEndpointInstances} instances at least, ${ASSUMED.changeShards} shards of the change stream or one for
each ${ASSUMED.changesAShardSecond.toLocaleString('en')} payments a second. Left out: storage, S3's and KMS' requests, the API's requests, CloudWatch's custom metrics and alarms (some US$0.30 and
0.10 each a month), data transfer.
`;
};

const row = (what: string, few: number, all: number): string => `| ${what} | ${dollars(few)} | ${dollars(all)} |`;

const rateLine = (rate: number, gathering: Gathering, use: CountedUse): string => {
  const { batch, boardBatch } = batchesAt(rate, gathering);
  const total = totalOf(costOf(use, rate));
  const cells = [dollars(total), dollars(total + endpointCostOf(rate)), dollars(onDemandStreamOver(rate))];
  return `| ${rate.toLocaleString('en')} | ${batch} | ${boardBatch} | ${cells.join(' | ')} |`;
};

const dollars = (value: number): string => value.toFixed(2);
const million = (value: number): string => String(Number((value * 1e6).toFixed(3)));
/** Log lines tell durations, whose digits differ from run to run. */
const upToFive = (value: number): number => Math.ceil(value / 5) * 5;
