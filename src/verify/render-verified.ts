import { escaped } from '../cli/escaped.ts';
import type { Verified } from './verify.ts';

const MOST_NAMED = 10;

export const renderVerified = ({ stored, decisions, features }: Verified): string => {
  const made = decisions.same.length + decisions.differs.length;
  const measured = features.same + features.differs.length + features.undetermined.length;
  return [
    `${stored.toLocaleString('en')} decisions are stored.`,
    `${made.toLocaleString('en')} made again: ${verdict(decisions.differs)}${decisions.skipped.length > 0 ? `; ${decisions.skipped.length} skipped, made by a model, rules, costs or features that are not at hand` : ''}.`,
    ...(decisions.gone.length > 0
      ? [
          `${decisions.gone.length} are in the archive and no more in the table, where they may have expired: ${named(decisions.gone)}.`,
        ]
      : []),
    `${measured.toLocaleString('en')} measured again from the history: ${verdict(features.differs)}${features.undetermined.length > 0 ? `; ${features.undetermined.length} undetermined, whose payments or labels arrived in an order that is not known` : ''}.`,
    '',
  ].join('\n');
};

const verdict = (differing: readonly string[]): string =>
  differing.length === 0 ? 'none came out otherwise' : `${differing.length} CAME OUT OTHERWISE: ${named(differing)}`;

const named = (ids: readonly string[]): string =>
  `${ids.slice(0, MOST_NAMED).map(escaped).join(', ')}${ids.length > MOST_NAMED ? ', ...' : ''}`;
