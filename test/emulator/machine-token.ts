import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { LOCAL_CLIENT } from '../../src/deploy/deploy-local.ts';
import { EMULATOR_URL } from '../../src/deploy/emulator.ts';

/** A token of the machine client with these scopes, by client credentials. */
export const machineToken = async (
  outputs: Readonly<Record<string, string>>,
  scopes: readonly string[],
): Promise<string> => {
  const ClientId = outputs['MachineClientId'];
  const { UserPoolClient } = await new CognitoIdentityProviderClient(LOCAL_CLIENT).send(
    new DescribeUserPoolClientCommand({ UserPoolId: outputs['UserPoolId'], ClientId }),
  );
  const basic = Buffer.from(`${ClientId}:${UserPoolClient?.ClientSecret}`).toString('base64');
  const answer = await fetch(`${EMULATOR_URL}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: scopes.join(' ') }),
  });
  const told: unknown = JSON.parse(await answer.text());
  const token = told instanceof Object && 'access_token' in told ? told.access_token : undefined;
  if (typeof token !== 'string') throw new Error(`no token: ${answer.status}`);
  return token;
};
