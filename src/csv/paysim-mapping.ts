import { type CsvMapping, csvMappingSchema } from './mapping.ts';

/**
 * The columns of the public PaySim log (Lopez-Rojas, Elmir and Axelsson, EMSS 2016). The balances after the payment and
 * `isFlaggedFraud` are not read: neither is known when a payment is decided.
 */
export const PAYSIM_MAPPING: CsvMapping = csvMappingSchema.parse({
  occurredAt: { column: 'step', format: 'hours-since', start: '2025-01-01T00:00:00Z', spread: true },
  type: 'type',
  amount: 'amount',
  sender: { account: 'nameOrig', balanceBefore: { column: 'oldbalanceOrg', zeroIsUnknownFor: 'M' } },
  receiver: { account: 'nameDest', balanceBefore: { column: 'oldbalanceDest', zeroIsUnknownFor: 'M' } },
  label: 'isFraud',
});
