import {
  type CloudFormationClient,
  GetTemplateCommand,
  ListStackResourcesCommand,
} from '@aws-sdk/client-cloudformation';
import { DeleteObjectsCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';

export type Clients = { readonly cloudFormation: CloudFormationClient; readonly s3: S3Client };

/** Empties the buckets that go with the stack: CloudFormation refuses to delete one with files in it. Those that are retained are left alone. */
export const emptyBuckets = async (clients: Clients, stackName: string): Promise<void> => {
  for (const bucket of await doomedBuckets(clients.cloudFormation, stackName)) await empty(clients.s3, bucket);
};

const doomedBuckets = async (client: CloudFormationClient, StackName: string): Promise<readonly string[]> => {
  const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName }));
  const { Resources = {} }: { Resources?: Record<string, { Type: string; DeletionPolicy?: string }> } = JSON.parse(
    TemplateBody ?? '{}',
  );
  const { StackResourceSummaries = [] } = await client.send(new ListStackResourcesCommand({ StackName }));
  return StackResourceSummaries.flatMap(({ ResourceType, LogicalResourceId = '', PhysicalResourceId }) =>
    ResourceType === 'AWS::S3::Bucket' &&
    Resources[LogicalResourceId]?.DeletionPolicy === 'Delete' &&
    PhysicalResourceId
      ? [PhysicalResourceId]
      : [],
  );
};

const empty = async (client: S3Client, Bucket: string): Promise<void> => {
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
    const Objects = Contents.flatMap(({ Key }) => (Key === undefined ? [] : [{ Key }]));
    if (Objects.length > 0) await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  }
};
