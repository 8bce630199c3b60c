import { asValue } from '../format/numbers.ts';
import { asWords } from '../format/words.ts';

type Features = Readonly<Record<string, number | null>>;

/** The feature values that the decision was made from, by what they are about. */
export const FeatureValues = ({ features }: { readonly features: Features }) => {
  const known = Object.values(features).filter((value) => value !== null).length;
  return (
    <details class="features">
      <summary>
        {known} of {Object.keys(features).length} feature values known
      </summary>
      {[...groupsOf(features)].map(([group, names]) => (
        <table key={group}>
          <caption>{asWords(group)}</caption>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">{name.slice(group.length + 1) || name}</th>
                <td>{shown(features[name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </details>
  );
};

const groupsOf = (features: Features): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>();
  for (const name of Object.keys(features)) {
    const group = name.split('.')[0] ?? name;
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  return groups;
};

const shown = (value: number | null | undefined) =>
  value === null || value === undefined ? <span class="muted">unknown</span> : asValue(value);
