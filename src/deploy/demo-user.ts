import { randomBytes } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';

export type DemoUser = { readonly email: string; readonly password: string };

const EMAIL = 'demo@example.com';

/** Makes the user that a person tries the dashboard as, or gives it a new password when it is there. */
export const createDemoUser = async (client: CognitoIdentityProviderClient, userPoolId: string): Promise<DemoUser> => {
  const user = { UserPoolId: userPoolId, Username: EMAIL };
  const password = `Demo-${randomBytes(12).toString('base64url')}-1a`;
  try {
    const UserAttributes = [
      { Name: 'email', Value: EMAIL },
      { Name: 'email_verified', Value: 'true' },
    ];
    await client.send(new AdminCreateUserCommand({ ...user, UserAttributes, MessageAction: 'SUPPRESS' }));
  } catch (error) {
    if (!(error instanceof UsernameExistsException)) throw error;
  }
  await client.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
  await client.send(new AdminAddUserToGroupCommand({ ...user, GroupName: 'analyst' }));
  return { email: EMAIL, password };
};
