import {
  type CloudFormationClient,
  GetTemplateCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ObjectIdentifier,
  type S3Client,
} from '@aws-sdk/client-s3';

export type Clients = { readonly cloudFormation: CloudFormationClient; readonly s3: S3Client };

type Template = { readonly Resources?: Readonly<Record<string, { readonly DeletionPolicy?: string }>> };

/** The buckets that CloudFormation deletes with the stack, as it is deployed; those that are retained are none of them. */
export const doomedBuckets = async (client: CloudFormationClient, StackName: string): Promise<readonly string[]> => {
  const { TemplateBody } = await client.send(new GetTemplateCommand({ StackName }));
  const { Resources = {} }: Template = JSON.parse(TemplateBody ?? '{}');
  const buckets: string[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName }))
    for (const { ResourceType, ResourceStatus, LogicalResourceId = '', PhysicalResourceId } of StackResourceSummaries)
      if (
        ResourceType === 'AWS::S3::Bucket' &&
        ResourceStatus !== 'DELETE_COMPLETE' &&
        Resources[LogicalResourceId]?.DeletionPolicy === 'Delete' &&
        PhysicalResourceId
      )
        buckets.push(PhysicalResourceId);
  return buckets;
};

/** Empties the buckets that go with the stack, of every version: CloudFormation refuses to delete one that holds anything. How many it deleted. */
export const emptyBuckets = async ({ cloudFormation, s3 }: Clients, stackName: string): Promise<number> => {
  let deleted = 0;
  for (const bucket of await doomedBuckets(cloudFormation, stackName)) deleted += await empty(s3, bucket);
  return deleted;
};

/** Always asks for the first page: what was on it before is gone. */
const empty = async (client: S3Client, Bucket: string): Promise<number> => {
  let deleted = 0;
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }));
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }): ObjectIdentifier => ({ Key, VersionId }));
    if (Objects.length === 0) return deleted;
    const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    if (Errors.length > 0)
      throw new Error(
        `${Errors.length} objects of ${Bucket} could not be deleted, the first ${Errors[0].Key}: ${Errors[0].Code}`,
      );
    deleted += Objects.length;
  }
};
