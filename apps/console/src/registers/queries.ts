import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';

export const REGISTERS = ['collectives', 'agencies'] as const;
export type RegisterName = (typeof REGISTERS)[number];

type Fields = Readonly<Record<string, string>>;
export type Column = Readonly<{
  field: string;
  name: string;
  optional: boolean;
  example: string;
  names?: Fields;
}>;
export type Kept = Readonly<{ key: string; record: Fields; ended?: Readonly<{ on: string }> }>;
export type Imported = Readonly<{
  sha256: string;
  file: string;
  source: string;
  rows: number;
  importedBy: readonly string[];
  adopted?: object;
}>;
export type Register = Readonly<{
  columns: readonly Column[];
  items: readonly Kept[];
  imports: readonly Imported[];
}>;
export type Change = Readonly<{
  what: 'entered' | 'amended' | 'ended';
  at: string;
  by: readonly string[];
  documentNo: string;
  reason?: string;
  record?: Fields;
}>;
export type Report = Readonly<{
  state: 'imported' | 'unchanged' | 'faulty';
  entered: number;
  amended: number;
  same: number;
  untouched: number;
  ignored: readonly string[];
  problemCount: number;
  problems: readonly Readonly<{ row: number; column: string; zh: string }>[];
}>;

export const pathOf = (district: string, register: RegisterName): string =>
  `/api/v1/registers/${encodeURIComponent(district)}/${register}`;

export const useRegister = (district: string | undefined, register: RegisterName) =>
  useQuery({
    queryKey: ['registers', district, register],
    enabled: district !== undefined,
    queryFn: async ({ signal }) => (await ask<Register>(pathOf(district ?? '', register), { signal })).body,
  });

export const useHistory = (district: string, register: RegisterName, key: string) =>
  useQuery({
    queryKey: ['registers', district, register, key],
    queryFn: async ({ signal }) => {
      const path = `${pathOf(district, register)}/records/${encodeURIComponent(key)}`;
      return (await ask<{ items: readonly Change[] }>(path, { signal })).body.items;
    },
  });
