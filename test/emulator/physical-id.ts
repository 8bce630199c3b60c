import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { LOCAL_CLIENT } from '../../src/deploy/deploy-local.ts';
import { stackName } from '../../src/deploy/stack-options.ts';

const client = new CloudFormationClient(LOCAL_CLIENT);

/** What the resource of the deployed stack is called that has this type and logical id. Throws when there is none. */
export const physicalId = async (type: string, logical: RegExp): Promise<string> => {
  for await (const { StackResourceSummaries = [] } of paginateListStackResources(
    { client },
    { StackName: stackName('local') },
  )) {
    const found = StackResourceSummaries.find(
      ({ LogicalResourceId = '', ResourceType }) => ResourceType === type && logical.test(LogicalResourceId),
    );
    if (found?.PhysicalResourceId !== undefined) return found.PhysicalResourceId;
  }
  throw new Error(`the stack has no ${type} ${logical}`);
};
