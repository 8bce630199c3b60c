/** A position as a Kinesis sequence number: 56 decimal digits, beyond what a double holds exactly, and growing. */
export const kinesisSequence = (position: number): string => `49${String(position).padStart(54, '0')}`;

/** A position as a sequence number of a DynamoDB stream: decimal, longer than a double holds exactly, and growing. */
export const dynamoSequence = (position: number): string => `1${String(position).padStart(24, '0')}`;
