import { readFile } from 'node:fs/promises';
import { issuesOf } from '../domain/payment/parse-payment.ts';
import { messageOf } from '../message-of.ts';
import { inputError } from './input-error.ts';
import { type CsvMapping, csvMappingSchema } from './mapping.ts';
import { PAYSIM_MAPPING } from './paysim-mapping.ts';

/** The mapping that `--format` names: `paysim`, or the path of a mapping file. Throws an InputError that names the place. */
export const loadMapping = async (format: string): Promise<CsvMapping> => {
  if (format === 'paysim') return PAYSIM_MAPPING;
  const input = parseJson(format, await readText(format));
  const parsed = csvMappingSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = issuesOf(parsed.error, input).map(({ path, message }) => `\n  ${path || '/'}: ${message}`);
  throw inputError('mapping_invalid', format, `not a mapping (see docs/csv.md):${issues.join('')}`);
};

const readText = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw inputError(
      'file_unreadable',
      file,
      `neither the format \`paysim\` nor a mapping file that can be read: ${messageOf(error)}`,
    );
  }
};

const parseJson = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text.replace(BYTE_ORDER_MARK, ''));
  } catch (error) {
    throw inputError('mapping_invalid', file, `not JSON: ${messageOf(error)}`);
  }
};

/** Which editors put before a text, and JSON.parse refuses. */
const BYTE_ORDER_MARK = /^\uFEFF/;
