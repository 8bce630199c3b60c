import { InvalidArgumentError } from 'commander';

/** Parser of a command-line option that is the address of an HTTP server. */
export const httpUrl = (text: string): string => {
  const url = URL.parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return text;
  throw new InvalidArgumentError('expected an address such as http://127.0.0.1:8080.');
};
