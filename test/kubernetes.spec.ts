import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { ConfigMap, Container, PodSpec, Probe, Service } from 'kubernetes-types/core/v1.js';
import type { Deployment } from 'kubernetes-types/apps/v1.js';
import type { Ingress, NetworkPolicy } from 'kubernetes-types/networking/v1.js';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1.js';
import { parse, parseAllDocuments } from 'yaml';
import { STOP_MS_MAX } from '../apps/server/src/http/drain.js';
import { readSettings } from '../apps/server/src/settings.js';
import { faultsOf } from './kubernetes/api-types.js';
import type { Manifest } from './kubernetes/api-types.js';

/** No cluster runs where these tests run: what can be known without one is tested. */
const FOLDER = join('docker', 'kubernetes');
const text = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const KUSTOMIZATION = 'kustomization.yaml';
const kustomization = parse(text(KUSTOMIZATION)) as {
  namespace: string;
  resources: readonly string[];
  images: readonly { name: string; newTag: string }[];
};
const manifests = kustomization.resources.flatMap((file) =>
  parseAllDocuments(text(file)).map((document) => document.toJS() as Manifest),
);

const of = <Kind>(kind: string) =>
  manifests.filter((manifest) => manifest.kind === kind) as unknown as readonly Kind[];
const deployments = of<Deployment>('Deployment');
const nameOf = (manifest: { metadata?: { name?: string } }) => manifest.metadata?.name ?? '';
const deployment = (name: string) => deployments.find((one) => nameOf(one) === name)!;
const podOf = (one: Deployment): PodSpec => one.spec!.template.spec!;
const containerOf = (one: Deployment): Container => podOf(one).containers[0]!;
const labelsOf = (one: Deployment) => one.spec!.template.metadata?.labels ?? {};
const selected = (labels: Readonly<Record<string, string>> | undefined) =>
  deployments
    .filter((one) => Object.entries(labels ?? {}).every(([key, value]) => labelsOf(one)[key] === value))
    .map(nameOf);

/** What a process of a deployment finds in its environment. */
function environmentOf(one: Deployment): Record<string, string> {
  const { env = [], envFrom = [] } = containerOf(one);
  const maps = envFrom.map(
    ({ configMapRef }) => of<ConfigMap>('ConfigMap').find((map) => nameOf(map) === configMapRef?.name)!.data,
  );
  return Object.assign(
    {},
    ...maps,
    Object.fromEntries(env.map(({ name, value }) => [name, value])),
  ) as Record<string, string>;
}

const byDeployment = deployments.map((one) => [nameOf(one), one] as const);

describe('the manifests', () => {
  it('are all in the kustomization, and say nothing that the API does not know', () => {
    expect([...kustomization.resources, KUSTOMIZATION].sort()).toEqual(readdirSync(FOLDER).sort());
    expect(manifests.length).toBeGreaterThan(8);
    expect(faultsOf(manifests)).toEqual([]);
  });

  it('would be caught at a misspelt field, a wrong value, a missing field and an unknown kind', () => {
    const api = JSON.parse(JSON.stringify(deployment('api'))) as Manifest & {
      spec: {
        replica?: number;
        selector?: object;
        template: { spec: { containers: Record<string, unknown>[] } };
      };
    };
    const changed = (change: (copy: typeof api) => unknown) => {
      const copy = structuredClone(api);
      change(copy);
      return copy;
    };
    const wrong = [
      changed(({ spec }) => (spec.replica = 2)),
      changed(({ spec }) => (spec.template.spec.containers[0]!.readynessProbe = {})),
      changed(({ spec }) => (spec.template.spec.containers[0]!.ports = [{ containerPort: '3000' }])),
      changed(({ spec }) => delete spec.selector),
      { ...api, kind: 'Deploiment' },
    ];
    const faults = faultsOf(wrong).join('\n');
    for (const named of [
      'replica"',
      'readynessProbe"',
      "'string' is not assignable to type 'number'",
      "'selector' is missing",
      "'Deploiment'",
    ])
      expect(faults).toContain(named);
  });

  it('have one image, of a version that is named', () => {
    expect(deployments.map((one) => containerOf(one).image)).toEqual(deployments.map(() => 'rushi'));
    expect(kustomization.images).toEqual([
      expect.objectContaining({
        name: 'rushi',
        newTag: (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version,
      }),
    ]);
  });

  it('have two processes that answer and three that drive', () => {
    expect(deployments.map((one) => [nameOf(one), environmentOf(one).ROLES, one.spec!.replicas])).toEqual([
      ['api', 'api', 2],
      ['engine', 'engine', 3],
    ]);
  });
});

describe.each(byDeployment)('the processes of %s', (_, one) => {
  const environment = environmentOf(one);
  const pod = podOf(one);
  const container = containerOf(one);

  it('are given settings that they take, and all secrets by file from the one secret that is mounted', () => {
    const plain = Object.fromEntries(Object.entries(environment).filter(([name]) => !name.endsWith('_FILE')));
    expect(() => readSettings(plain)).not.toThrow();
    expect(Object.keys(plain).filter((name) => !(name in readSettings({})))).toEqual([]);
    const files = Object.entries(environment).filter(([name]) => name.endsWith('_FILE'));
    expect(files.map(([name]) => name).sort()).toEqual([
      'DATABASE_URL_FILE',
      'EVENTSTORE_URL_FILE',
      'REDIS_URL_FILE',
      'VAULT_KEY_FILE',
    ]);
    // That it is read at all.
    for (const [name, file] of files) expect(() => readSettings({ [name]: file })).toThrow('cannot be read');
    const mounts = Object.fromEntries(
      container.volumeMounts!.map(({ name, mountPath, readOnly }) => [
        mountPath,
        { readOnly, secret: pod.volumes!.find((volume) => volume.name === name)?.secret },
      ]),
    );
    for (const [, file] of files) {
      expect(mounts[dirname(file)]).toMatchObject({
        readOnly: true,
        secret: { secretName: 'rushi', defaultMode: 0o440 },
      });
      expect(text(KUSTOMIZATION)).toContain(basename(file)); // Where it is told how the secret is made.
    }
  });

  it('are nobody privileged, and write nowhere but to a folder of their own', () => {
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(pod.securityContext!.runAsUser).toBeGreaterThan(0);
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.containers).toHaveLength(1);
    for (const key of ['hostNetwork', 'hostPID', 'hostIPC'] as const) expect(pod[key]).toBeUndefined();
    expect(
      pod.volumes!.flatMap((volume) => Object.keys(volume).filter((key) => key !== 'name')).sort(),
    ).toEqual(['emptyDir', 'secret']);
  });

  it('are asked by paths that answer, on the port where they listen', () => {
    const controller = readFileSync('apps/server/src/health/health.controller.ts', 'utf8');
    const asked = (probe: Probe | undefined) => {
      expect(container.ports!.find(({ name }) => name === probe?.httpGet?.port)?.containerPort).toBe(
        readSettings({}).PORT,
      );
      expect(controller).toContain(`@Get('${probe!.httpGet!.path!.slice(1)}')`);
      return probe!.httpGet!.path;
    };
    expect([
      asked(container.startupProbe),
      asked(container.livenessProbe),
      asked(container.readinessProbe),
    ]).toEqual(['/health/live', '/health/live', '/health/ready']);
  });

  it('have what they need, and no more memory than that', () => {
    expect(container.resources).toMatchObject({
      requests: { cpu: expect.any(String), memory: expect.any(String) },
      limits: { memory: expect.any(String) },
    });
  });

  it('may finish: nobody kills them before their own end', () => {
    const drainSeconds = readSettings({ DRAIN_SECONDS: environment.DRAIN_SECONDS }).DRAIN_SECONDS;
    expect(pod.terminationGracePeriodSeconds! * 1_000).toBeGreaterThan(drainSeconds * 1_000 + STOP_MS_MAX);
  });

  it('are selected by their own labels, lie on different nodes and are not all taken away at once', () => {
    const mine = [nameOf(one)];
    expect(selected(one.spec!.selector.matchLabels)).toEqual(mine);
    expect(
      pod.topologySpreadConstraints!.map(({ topologyKey, labelSelector }) => [
        topologyKey,
        selected(labelSelector?.matchLabels),
      ]),
    ).toEqual([['kubernetes.io/hostname', mine]]);
    const budget = of<PodDisruptionBudget>('PodDisruptionBudget').filter(
      ({ spec }) => selected(spec!.selector?.matchLabels).join() === mine.join(),
    );
    expect(budget).toHaveLength(1);
    const { minAvailable, maxUnavailable } = budget[0]!.spec!;
    const mayGo = maxUnavailable ?? one.spec!.replicas! - Number(minAvailable);
    expect(Number(mayGo)).toBeGreaterThan(0);
    expect(Number(mayGo)).toBeLessThan(one.spec!.replicas!);
  });
});

describe('a rolling restart of the api', () => {
  const { spec } = deployment('api');
  it('never has fewer processes than before', () => {
    expect(spec!.strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
    });
  });

  it('goes on answering for longer than it takes to notice that a process is not ready', () => {
    const { periodSeconds, failureThreshold, timeoutSeconds } = containerOf(
      deployment('api'),
    ).readinessProbe!;
    expect(Number(environmentOf(deployment('api')).DRAIN_SECONDS)).toBeGreaterThan(
      periodSeconds! * failureThreshold! + timeoutSeconds!,
    );
  });
});

describe('the way in', () => {
  it('leads from the ingress over the service to the port of the api', () => {
    const service = of<Service>('Service').find((one) => nameOf(one) === 'api')!;
    expect(selected(service.spec!.selector)).toEqual(['api']);
    const ports = containerOf(deployment('api')).ports!.map(({ name }) => name);
    for (const { targetPort } of service.spec!.ports!) expect(ports).toContain(targetPort);
    const { rules, tls } = of<Ingress>('Ingress')[0]!.spec!;
    const backends = rules!.flatMap(({ http }) => http!.paths.map(({ backend }) => backend.service!));
    expect(backends).toEqual([{ name: 'api', port: { name: 'http' } }]);
    expect(service.spec!.ports!.map(({ name }) => name)).toContain('http');
    expect(tls!.flatMap(({ hosts }) => hosts)).toEqual(rules!.map(({ host }) => host));
    for (const { secretName } of tls!)
      expect(text('ingress.yaml')).toContain(`create secret tls ${secretName}`);
  });

  it('is the only one: everything else is closed, in both directions, but names and databases', () => {
    const policies = of<NetworkPolicy>('NetworkPolicy').map(({ spec }) => spec!);
    expect(policies).toContainEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    const open = policies.filter(({ ingress, egress }) => ingress ?? egress);
    expect(
      open.filter(({ ingress }) => ingress).map(({ podSelector }) => selected(podSelector.matchLabels)),
    ).toEqual([['api']]);
    expect(open.flatMap(({ ingress = [] }) => ingress.map(({ from }) => from))).toEqual([
      [expect.objectContaining({ namespaceSelector: expect.anything() })],
    ]);
    const [out] = open.filter(({ egress }) => egress);
    expect(selected(out!.podSelector.matchLabels)).toEqual(['api', 'engine']);
    expect(out!.egress!.flatMap(({ ports }) => ports!.map(({ port }) => port))).toEqual([
      53, 53, 5_432, 6_379, 2_113,
    ]);
  });
});

describe('what is secret', () => {
  it('is in no manifest', () => {
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    for (const one of deployments)
      expect(Object.keys(environmentOf(one)).filter((name) => /PASSWORD$|_KEY$|_URL$/.test(name))).toEqual(
        [],
      );
  });

  it('is kept in a namespace that takes no privileged pod', () => {
    const namespace = manifests.find(({ kind }) => kind === 'Namespace')!;
    expect(nameOf(namespace)).toBe(kustomization.namespace);
    expect(namespace.metadata.labels).toMatchObject({ 'pod-security.kubernetes.io/enforce': 'restricted' });
  });
});
