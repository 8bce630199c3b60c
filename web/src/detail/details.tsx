import type { Api } from '../api.ts';
import { AccountDetail } from './account-detail.tsx';
import { Drawer } from './drawer.tsx';
import { PaymentDetail } from './payment-detail.tsx';
import type { Routing } from './use-route.ts';

const TITLES = { payments: 'Payment', accounts: 'Account' } as const;

/** What lies open over the page: a payment or an account, and one from within the other. */
export const Details = ({ api, routing }: { readonly api: Api; readonly routing: Routing }) => {
  const { open, back, close, openAccount } = routing;
  const last = open.at(-1);
  if (last === undefined) return null;
  return (
    <Drawer title={TITLES[last.kind]} subject={last.id} onClose={close} {...(open.length > 1 ? { onBack: back } : {})}>
      {last.kind === 'payments' ? (
        <PaymentDetail key={last.id} api={api} id={last.id} onAccount={openAccount} />
      ) : (
        <AccountDetail key={last.id} api={api} account={last.id} />
      )}
    </Drawer>
  );
};
