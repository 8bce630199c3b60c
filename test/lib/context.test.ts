import { describe, expect, test } from '@jest/globals';
import { type Context, parseContext } from '../../lib/context.ts';

const problemsOf = (context: Context): readonly string[] => {
  const parsed = parseContext({ stage: 'dev', region: 'eu-central-1', ...context });
  return parsed.ok ? [] : parsed.problems;
};

describe('the context of a deployment', () => {
  test('is complete with a stage and a region', () => {
    expect(problemsOf({})).toEqual([]);
  });

  test.each([
    [{ stage: undefined }, /stage is missing.*dev, prod, local/],
    [{ stage: 'staging' }, /"staging", allowed: dev, prod, local/],
    [{ region: undefined }, /region is missing/],
    [{ region: 'frankfurt' }, /"frankfurt", expected an AWS region/],
    [{ model: 'big' }, /"big", allowed: none, realtime, serverless, stand-in/],
    [{ model: 'realtime', modelArtefact: 'no/such.tar.gz' }, /no\/such\.tar\.gz, which does not exist/],
    [
      { model: 'serverless', region: 'mx-central-1', modelArtefact: 'package.json' },
      /mx-central-1 has no built-in XGBoost image.*eu-central-1/,
    ],
    [{ model: 'stand-in', modelUrl: 'http://127.0.0.1:9000' }, /stand-in is for stage local only/],
    [{ stage: 'local', model: 'stand-in', modelUrl: 'http://example.com' }, /expected a loopback address/],
    [{ alertEmails: 'a@example.com,nobody' }, /alertEmails: got "nobody", expected an e-mail address/],
    [{ alertPhones: '0151 234' }, /alertPhones: got "0151 234", expected an E.164 number/],
    [{ webAclArn: 'mine' }, /expected the ARN of a regional web ACL/],
    [{ stage: 'prod' }, /operatorEmails is missing: stage prod must tell somebody/],
  ] satisfies [Context, RegExp][])('is refused with what is allowed: %j', (context, message) => {
    expect(problemsOf(context).join('\n')).toMatch(message);
  });

  test('is told everything that is wrong at once', () => {
    expect(problemsOf({ stage: 'staging', region: 'x', alertEmails: 'nobody', alertPhones: '1' })).toHaveLength(4);
  });
});
