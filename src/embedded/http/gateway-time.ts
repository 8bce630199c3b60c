const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

let lastSecond = -1;
let lastText = '';

/** Epoch milliseconds as API Gateway writes a time, `02/Mar/2026:12:00:00 +0000`; written once a second. */
export const gatewayTime = (epochMs: number): string => {
  const second = Math.floor(epochMs / 1000);
  if (second !== lastSecond) {
    lastSecond = second;
    lastText = write(new Date(epochMs));
  }
  return lastText;
};

const write = (date: Date): string => {
  const [day, time] = [date.toISOString().slice(8, 10), date.toISOString().slice(11, 19)];
  return `${day}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${time} +0000`;
};
