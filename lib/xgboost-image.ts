/**
 * Accounts that hold SageMaker's built-in XGBoost image, by region.
 * Source: `image_uri_config/xgboost.json` of the SageMaker Python SDK (github.com/aws/sagemaker-python-sdk, commit 02ed3cbf),
 * read 2026-11-21. Its tag 3.0-5 is the newest that AWS documents; a booster of XGBoost 3.x must be written so that 3.0 reads it.
 */
const REGISTRIES: Readonly<Record<string, string>> = {
  'af-south-1': '510948584623',
  'ap-east-1': '651117190479',
  'ap-northeast-1': '354813040037',
  'ap-northeast-2': '366743142698',
  'ap-northeast-3': '867004704886',
  'ap-south-1': '720646828776',
  'ap-south-2': '628508329040',
  'ap-southeast-1': '121021644041',
  'ap-southeast-2': '783357654285',
  'ap-southeast-3': '951798379941',
  'ap-southeast-4': '106583098589',
  'ca-central-1': '341280168497',
  'ca-west-1': '190319476487',
  'eu-central-1': '492215442770',
  'eu-central-2': '680994064768',
  'eu-north-1': '662702820516',
  'eu-south-1': '978288397137',
  'eu-south-2': '104374241257',
  'eu-west-1': '141502667606',
  'eu-west-2': '764974769150',
  'eu-west-3': '659782779980',
  'il-central-1': '898809789911',
  'me-central-1': '272398656194',
  'me-south-1': '801668240914',
  'sa-east-1': '737474898029',
  'us-east-1': '683313688378',
  'us-east-2': '257758044811',
  'us-gov-east-1': '237065988967',
  'us-gov-west-1': '414596584902',
  'us-west-1': '746614075791',
  'us-west-2': '246618743249',
};

const REPOSITORY = 'sagemaker-xgboost';
const TAG = '3.0-5';

/** Regions with the image, sorted. The partitions of China and of classified networks are not among them. */
export const XGBOOST_REGIONS: readonly string[] = Object.keys(REGISTRIES).sort();

export type XgboostImage = { readonly account: string; readonly repository: string; readonly uri: string };

/** The image in a region; undefined where there is none. */
export const xgboostImage = (region: string): XgboostImage | undefined => {
  const account = REGISTRIES[region];
  if (account === undefined) return undefined;
  const uri = `${account}.dkr.ecr.${region}.amazonaws.com/${REPOSITORY}:${TAG}`;
  return { account, repository: REPOSITORY, uri };
};
