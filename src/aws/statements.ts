import {
  BatchExecuteStatementCommand,
  type BatchStatementResponse,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { Attributes } from './attributes.ts';
import { inChunks } from './in-chunks.ts';
import { untilDone } from './until-done.ts';

/** A conditional write of one item in PartiQL; see `insert`, `update` and `remove`. */
export type Statement = { readonly statement: string; readonly parameters: Attributes[string][] };

/** `refused`: the condition did not hold. `item` is what stands there, when DynamoDB says so. */
export type Written = { readonly done: true } | { readonly done: false; readonly item?: Attributes };

/** Executes writes, each on an item of its own, and answers for each in their order. Throws when one can be neither done nor refused. */
export type Execute = (statements: readonly Statement[]) => Promise<readonly Written[]>;

/** Limit of BatchExecuteStatement. */
const STATEMENTS_A_CALL = 25;
const REFUSED = new Set(['DuplicateItem', 'ConditionalCheckFailed']);
const PASSING = new Set([
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'TransactionConflict',
  'InternalServerError',
]);

/** Conditions at the price of a batch: 25 conditional writes a call, each with an error of its own. What is throttled is tried again. */
export const createExecute =
  (client: DynamoDBClient): Execute =>
  async (statements) => {
    const written: Written[] = [];
    const all = statements.map((statement, index) => ({ statement, index }));
    await untilDone('statements', all, async (items) => {
      const answers = await inChunks(items, STATEMENTS_A_CALL, (chunk) =>
        send(
          client,
          chunk.map(({ statement }) => statement),
        ),
      );
      const codes = answers.map((answer) => answer.Error?.Code ?? '');
      const left = items.filter((_, at) => PASSING.has(codes[at]));
      items.forEach(({ index }, at) => {
        written[index] = writtenOf(answers[at]);
      });
      return { items: left, why: codes.find((code) => PASSING.has(code)) ?? '' };
    });
    return written;
  };

const send = async (
  client: DynamoDBClient,
  statements: readonly Statement[],
): Promise<readonly BatchStatementResponse[]> => {
  const { Responses = [] } = await client.send(
    new BatchExecuteStatementCommand({
      Statements: statements.map(({ statement, parameters }) => ({
        Statement: statement,
        Parameters: parameters,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      })),
    }),
  );
  if (Responses.length !== statements.length)
    throw new Error(`DynamoDB answered ${Responses.length} of ${statements.length} statements`);
  return Responses;
};

const writtenOf = ({ Error: failure }: BatchStatementResponse): Written => {
  if (failure === undefined || PASSING.has(failure.Code ?? '')) return { done: true };
  if (!REFUSED.has(failure.Code ?? ''))
    throw new Error(`DynamoDB refused a statement: ${failure.Code}: ${failure.Message}`);
  return { done: false, ...(failure.Item !== undefined && { item: failure.Item }) };
};
