import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Alert } from '../../fan-out/alert-text.ts';
import type { AlertPorts } from '../../fan-out/send-alerts.ts';
import { asciiLine } from '../ascii-line.ts';

/** SNS takes less than 100 characters as subject of an e-mail. */
const SUBJECT_CHARS = 99;
/** What one SMS holds in its smallest alphabet. */
const SMS_CHARS = 160;

/** Alerts through an SNS topic. Subscribers filter by the attributes severity, outcome, reason and amountBand. */
export const createPublish =
  (client: SNSClient, topicArn: string): AlertPorts['publish'] =>
  async (alert) => {
    await client.send(
      new PublishCommand({
        TopicArn: topicArn,
        Subject: asciiLine(alert.subject, SUBJECT_CHARS),
        MessageStructure: 'json',
        Message: JSON.stringify({ default: alert.text, email: alert.text, sms: smsOf(alert) }),
        MessageAttributes: Object.fromEntries(
          Object.entries(alert.attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
        ),
      }),
    );
  };

const smsOf = ({ subject, paymentId, attributes }: Alert): string => {
  const end = ` (${attributes.reason.replaceAll('_', ' ')}) ${paymentId}`;
  return asciiLine(`Sluice: ${subject}${end}`, SMS_CHARS);
};
