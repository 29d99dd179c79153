import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.js';
import { isRunning } from './layers.js';
import type { Checked, Import, Version } from './layers.js';

/** An import is asked about so often while it runs. */
const ASK_AGAIN_MS = 1_000;

export const layersPath = (district: string): string => `/api/v1/layers/${encodeURIComponent(district)}`;

const versionPath = (district: string, ...of: readonly [layer: string, version: string]): string =>
  `${layersPath(district)}/versions/${of.map(encodeURIComponent).join('/')}`;

export const useVersions = (district: string) =>
  useQuery({
    queryKey: ['layers', district],
    queryFn: async ({ signal }) =>
      (await ask<Readonly<{ items: readonly Version[] }>>(layersPath(district), { signal })).body.items,
    enabled: district !== '',
  });

/** What somebody looks at before a version is adopted. */
export const useChecked = (district: string, { layer, version }: Pick<Version, 'layer' | 'version'>) =>
  useQuery({
    queryKey: ['layers', district, 'check', layer, version],
    queryFn: async ({ signal }) =>
      (await ask<Checked>(versionPath(district, layer, version), { signal })).body,
    staleTime: Infinity,
  });

export const useImport = (district: string, id: string) =>
  useQuery({
    queryKey: ['layers', district, 'import', id],
    queryFn: async ({ signal }) =>
      (await ask<Import>(`${layersPath(district)}/imports/${encodeURIComponent(id)}`, { signal })).body,
    refetchInterval: ({ state }) => (!state.data || isRunning(state.data) ? ASK_AGAIN_MS : false),
  });
