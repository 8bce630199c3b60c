import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { LOCAL_CLIENT } from '../../src/deploy/deploy-local.ts';
import { EMULATOR_URL, TRUST_FILE } from '../../src/deploy/emulator.ts';
import { loopbackCertificate } from './certificates.ts';

/** What SNS hands a subscriber, as far as a person reads it. */
export type Delivered = { readonly Subject: string; readonly Message: string };
export type Subscriber = {
  /** All that came so far. */
  readonly delivered: () => Promise<readonly Delivered[]>;
  readonly remove: () => Promise<void>;
};

export type Filter = Readonly<Record<string, readonly string[]>>;

const sns = new SNSClient(LOCAL_CLIENT);
const sqs = new SQSClient(LOCAL_CLIENT);

type Subscription = {
  readonly TopicArn: string;
  readonly Protocol: string;
  readonly Endpoint: string;
  readonly filter?: Filter;
};

const subscribe = async ({ filter, ...subscription }: Subscription): Promise<string> => {
  const Attributes: Record<string, string> = filter === undefined ? {} : { FilterPolicy: JSON.stringify(filter) };
  const { SubscriptionArn } = await sns.send(
    new SubscribeCommand({ ...subscription, Attributes, ReturnSubscriptionArn: true }),
  );
  return SubscriptionArn ?? '';
};

/** A queue of its own that takes what passes the filter. */
export const queueSubscriber = async (TopicArn: string, name: string, filter?: Filter): Promise<Subscriber> => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const Endpoint = Attributes?.QueueArn ?? '';
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: letIn(TopicArn, Endpoint) } }));
  const SubscriptionArn = await subscribe({ TopicArn, Protocol: 'sqs', Endpoint, filter });
  const came: Delivered[] = [];
  return {
    delivered: async () => {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      for (const { Body = '', ReceiptHandle } of Messages) {
        came.push(JSON.parse(Body));
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      return came;
    },
    remove: async () => {
      await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
};

const letIn = (topicArn: string, queueArn: string): string =>
  JSON.stringify({
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
      },
    ],
  });

/** A web server behind TLS that confirms its own subscription, as a real endpoint must before it is sent anything. */
export const webSubscriber = async (TopicArn: string, filter?: Filter): Promise<Subscriber> => {
  const came: Delivered[] = [];
  const confirmation = Promise.withResolvers<void>();
  const { authority, cert, key } = await loopbackCertificate();
  await writeFile(TRUST_FILE, authority);
  const server = createServer({ cert, key }, async (request, response) => {
    const message = JSON.parse(Buffer.concat(await request.toArray()).toString('utf8'));
    response.writeHead(200).end();
    if (request.headers['x-amz-sns-message-type'] === 'Notification') came.push(message);
    else confirm(message.SubscribeURL).then(confirmation.resolve, confirmation.reject);
  });
  const port = await listening(server);
  const Endpoint = `https://127.0.0.1:${port}/alerts`;
  const SubscriptionArn = await subscribe({ TopicArn, Protocol: 'https', Endpoint, filter });
  await within(CONFIRMED_WITHIN_MS, confirmation.promise);
  return {
    delivered: async () => came,
    remove: async () => {
      await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const CONFIRMED_WITHIN_MS = 20_000;

const within = async (limitMs: number, done: Promise<void>): Promise<void> => {
  const late = new Promise<never>((_, reject) => {
    setTimeout(
      () => reject(new Error(`no confirmation within ${limitMs} ms: does the emulator trust ${TRUST_FILE}?`)),
      limitMs,
    ).unref();
  });
  await Promise.race([done, late]);
};

const confirm = async (subscribeUrl: string): Promise<void> => {
  const { status } = await fetch(new URL(new URL(subscribeUrl).search, EMULATOR_URL));
  if (status !== 200) throw new Error(`the subscription was not confirmed: ${status}`);
};

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};
