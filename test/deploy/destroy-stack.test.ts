import { CloudFormationClient, GetTemplateCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { DeleteObjectsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { destroyStack } from '../../src/deploy/destroy-stack.ts';

const bucket = (LogicalResourceId: string, ResourceStatus = 'CREATE_COMPLETE') => ({
  ResourceType: 'AWS::S3::Bucket',
  LogicalResourceId,
  PhysicalResourceId: `b-${LogicalResourceId.toLowerCase()}`,
  ResourceStatus,
});

/** A stack whose site and logs go with it and whose archive is retained; each bucket holds what it is given, by version. */
const aStack = (held: Record<string, string[]>) => {
  const cloudFormation = mockClient(CloudFormationClient);
  const policies = { Site: 'Delete', Logs: 'Delete', Archive: 'Retain', Gone: 'Delete' };
  const Resources = Object.fromEntries(
    Object.entries(policies).map(([id, DeletionPolicy]) => [id, { DeletionPolicy }]),
  );
  cloudFormation.on(GetTemplateCommand).resolves({ TemplateBody: JSON.stringify({ Resources }) });
  cloudFormation
    .on(ListStackResourcesCommand)
    .callsFake(({ NextToken }) =>
      NextToken === undefined
        ? { StackResourceSummaries: [bucket('Site'), bucket('Archive')], NextToken: 'more' }
        : { StackResourceSummaries: [bucket('Logs'), bucket('Gone', 'DELETE_COMPLETE')] },
    );
  const s3 = mockClient(S3Client);
  s3.on(ListObjectVersionsCommand).callsFake(({ Bucket }) => ({
    Versions: (held[Bucket] ?? []).map((Key) => ({ Key, VersionId: 'v' })),
    DeleteMarkers: [],
  }));
  s3.on(DeleteObjectsCommand).callsFake(({ Bucket, Delete }) => {
    held[Bucket] = held[Bucket].filter((key) => !Delete.Objects.some(({ Key }: { Key: string }) => Key === key));
    return {};
  });
  const clients = { cloudFormation: new CloudFormationClient({}), s3: new S3Client({}) };
  return { clients, stackName: 'Sluice-dev', s3 };
};

const yes = async () => true;

describe('destroying a stack', () => {
  test('asks, names what goes, and touches nothing when the answer is no', async () => {
    const held = { 'b-site': ['app.js'], 'b-archive': ['row'] };
    const { s3, ...stack } = aStack(held);
    const asked: string[] = [];
    const agreed = async (what: string) => asked.push(what) === 0;
    const deleteStack = async () => expect('the stack').toBe('kept');
    expect(await destroyStack({ ...stack, agreed, deleteStack })).toBe(false);
    expect(asked).toEqual(['This deletes the stack Sluice-dev, and all that is in b-site, b-logs.']);
    expect(s3.commandCalls(DeleteObjectsCommand)).toHaveLength(0);
  });

  test('empties the buckets that go with it before it deletes it, and none that is retained', async () => {
    const held = { 'b-site': ['app.js', 'index.html'], 'b-logs': ['log'], 'b-archive': ['row'] };
    const { s3: _s3, ...stack } = aStack(held);
    let heldThen = {};
    const deleteStack = async () => {
      heldThen = structuredClone(held);
    };
    expect(await destroyStack({ ...stack, agreed: yes, deleteStack })).toBe(true);
    expect(heldThen).toEqual({ 'b-site': [], 'b-logs': [], 'b-archive': ['row'] });
  });

  test('goes on when a bucket was filled meanwhile, by access logs or what Firehose still held', async () => {
    const held: Record<string, string[]> = { 'b-logs': ['log'] };
    const { s3: _s3, ...stack } = aStack(held);
    let attempts = 0;
    const deleteStack = async () => {
      attempts += 1;
      if (attempts > 1) return;
      held['b-logs'] = ['late'];
      throw new Error('DELETE_FAILED');
    };
    expect(await destroyStack({ ...stack, agreed: yes, deleteStack })).toBe(true);
    expect(attempts).toBe(2);
    expect(held['b-logs']).toEqual([]);
  });

  test('that fails for another reason fails at once, with that reason', async () => {
    const { s3: _s3, ...stack } = aStack({});
    let attempts = 0;
    const deleteStack = async () => {
      attempts += 1;
      throw new Error('protected from deletion');
    };
    await expect(destroyStack({ ...stack, agreed: yes, deleteStack })).rejects.toThrow('protected from deletion');
    expect(attempts).toBe(1);
  });

  test('says which object could not be deleted', async () => {
    const { s3, ...stack } = aStack({ 'b-site': ['app.js'] });
    s3.on(DeleteObjectsCommand).resolves({ Errors: [{ Key: 'app.js', Code: 'AccessDenied' }] });
    await expect(destroyStack({ ...stack, agreed: yes, deleteStack: async () => undefined })).rejects.toThrow(
      '1 objects of b-site could not be deleted, the first app.js: AccessDenied',
    );
  });
});
