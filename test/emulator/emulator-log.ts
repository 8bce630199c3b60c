import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../src/root.ts';

const LOG_FILE = join(ROOT, '.emulator', 'emulator.log');
const DELIVERY = /SNS would send (\{.*\})$/;

/** The texts that the emulator would have sent to an e-mail address or a phone and that tell of this payment. */
export const deliveriesTo = async (endpoint: string, paymentId: string): Promise<readonly string[]> =>
  (await readFile(LOG_FILE, 'utf8')).split('\n').flatMap((line) => {
    const delivery = DELIVERY.exec(line)?.[1];
    if (delivery === undefined) return [];
    const { to, text } = JSON.parse(delivery);
    return to === endpoint && text.includes(paymentId) ? [text] : [];
  });
