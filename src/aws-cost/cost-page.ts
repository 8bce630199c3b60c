import { ASSUMED, costOf, endpointCostOf, totalOf, type Use } from './cost.ts';
import { PRICES, PRICES_OF } from './prices.ts';

export type CountedUse = Use & { readonly sdkCalls: number; readonly profilesWritten: number };

/** Two kinds of payments: with two accounts and no more, and with all that the simulator gives them. */
export type Counted = { readonly accountsOnly: CountedUse; readonly everything: CountedUse };

const RATES = [1, 10, 100, 1_000, 10_000] as const;
const LINES_AT = 1_000;

/** docs/cost.md, from what was counted. */
export const costPage = ({ accountsOnly, everything }: Counted): string => `# What a million payments cost

Made by \`npm run cost\` from counts, not from a bill: the functions of the stream path (decide, tally, alert) run in full, with the real AWS SDK,
against a stub that bills items as the DynamoDB developer guide says. Payments come from the simulator in batches of 100, most of them of
different accounts, after ten days of history. A test holds this page to the counts.

| a payment | limit | two accounts | and device, card, address |
|---|---|---|---|
| SDK calls | 0.25 | ${accountsOnly.sdkCalls.toFixed(3)} | ${everything.sdkCalls.toFixed(3)} |
| write units | 3.0 | ${accountsOnly.writeUnits.toFixed(2)} | ${everything.writeUnits.toFixed(2)} |
| read units | 1.5 | ${accountsOnly.readUnits.toFixed(2)} | ${everything.readUnits.toFixed(2)} |
| log bytes, up to | 100 | ${upToFive(accountsOnly.logBytes)} | ${upToFive(everything.logBytes)} |
| profiles written | | ${accountsOnly.profilesWritten.toFixed(2)} | ${everything.profilesWritten.toFixed(2)} |
| alerts | | ${accountsOnly.flagged.toFixed(4)} | ${everything.flagged.toFixed(4)} |

The limits are of payments that name two accounts, as ledgers and PaySim's rows do. Every further entity that a payment names (device, card, address) has a profile
of its own: a write unit and half a read unit, about US$0.69 a million each.

## US dollars a million, on demand, at ${LINES_AT} payments a second

| | two accounts | and device, card, address |
|---|---|---|
${costOf(accountsOnly, LINES_AT)
  .map(
    ({ what, dollarsAMillion }, at) =>
      `| ${what} | ${dollars(dollarsAMillion)} | ${dollars(costOf(everything, LINES_AT)[at].dollarsAMillion)} |`,
  )
  .join('\n')}
| **all** | **${dollars(totalOf(costOf(accountsOnly, LINES_AT)))}** | **${dollars(totalOf(costOf(everything, LINES_AT)))}** |

The aim was 2.00 with two accounts. DynamoDB's writes are most of it: one for the decision, one for each of the two profiles. Under steady load provisioned capacity with autoscaling is several times cheaper than on demand.

## By traffic, US dollars a million payments with two accounts

| payments a second | without endpoint | with a SageMaker endpoint |
|---|---|---|
${RATES.map((rate) => {
  const total = totalOf(costOf(accountsOnly, rate));
  return `| ${rate.toLocaleString('en')} | ${dollars(total)} | ${dollars(total + endpointCostOf(rate))} |`;
}).join('\n')}

What is paid by the hour (a Kinesis shard, an endpoint) is shared by few payments when there are few.

## Prices and assumptions

List prices, us-east-1, from pages stored ${PRICES_OF}, most of which quote AWS's own; DynamoDB's are those since November 2024. Look them up
again before you rely on a total. What Lambda reads of a DynamoDB stream is free.

| | US$ |
|---|---|
| DynamoDB on demand, a million write units | ${million(PRICES.dynamoWriteUnit)} |
| a million read units | ${million(PRICES.dynamoReadUnit)} |
| Kinesis, a shard-hour | ${PRICES.kinesisShardHour} |
| a million put units of 25 KB | ${million(PRICES.kinesisPutUnit)} |
| Lambda arm64, a GB-second | ${PRICES.lambdaGbSecond} |
| a million requests | ${million(PRICES.lambdaRequest)} |
| SNS, a million publications (deliveries by e-mail and SMS are extra) | ${million(PRICES.snsPublish)} |
| CloudWatch logs, a GB | ${PRICES.logGb} |
| SageMaker, an ml.c7g.large hour | ${PRICES.endpointHour} |

Assumed, not counted: ${ASSUMED.lambdaMs} ms of a ${ASSUMED.lambdaGb} GB function a payment, ${ASSUMED.platformLogBytes} bytes of Lambda's own log lines an
invocation, ${ASSUMED.paymentsAShardSecond} payments a second and shard, ${ASSUMED.paymentsAnEndpointSecond} a second and endpoint instance. Left out: storage, the archive, the API's requests,
CloudWatch's custom metrics and alarms (some US$0.30 and 0.10 each a month), data transfer.
`;

const dollars = (value: number): string => value.toFixed(2);
const million = (value: number): string => String(Number((value * 1e6).toFixed(3)));
/** Log lines tell durations, whose digits differ from run to run. */
const upToFive = (value: number): number => Math.ceil(value / 5) * 5;
