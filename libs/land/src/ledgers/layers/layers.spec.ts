import { describe, expect, it } from '@jest/globals';
import { envelope } from '#kernel/messages';
import { meta, scenario } from '#kernel/testing';
import { loadPacks, RulePacks } from '#policy';
import { adoptLayer, importLayer, layersOf, retireLayer } from './layers.commands.js';
import { layers } from './layers.decider.js';
import type { LayerContent, LayersEvent } from './layers.events.js';
import { adoptedOn, evolveLayers } from './layers.state.js';

const PACKS = new RulePacks([loadPacks().of('jinan@2026.1')]);
const DISTRICT = '370114';
const LAYER = { district: DISTRICT, layer: 'permanent-farmland', version: '2026-10' };
const CONTENT: LayerContent = {
  format: 'geojson',
  system: 'EPSG:4548',
  reading: { crs: 'EPSG:4548', sure: 'certain', zh: '坐标按所写的坐标系读取。' },
  features: 'f'.repeat(64),
  found: 2,
  taken: 2,
  vertices: 10,
  areaM2: '20000.00',
  extent: [0, 0, 100, 200],
  issues: {},
};
const file = { name: 'a.json', bytes: 100, sha256: 'a'.repeat(64), sm3: 'b'.repeat(64) };
const source = '区自然资源局';
const by = (person: string) => meta({ actor: { person, role: 'planner', office: '370114/planning' } });
const stream = layersOf(DISTRICT);
const bring = (content: Partial<LayerContent> = {}, layer = LAYER, digest = file.sha256) =>
  envelope(
    importLayer(stream, {
      ...layer,
      source,
      file: { ...file, sha256: digest },
      content: { ...CONTENT, ...content },
    }),
    by('zhou'),
  );
const adopt = (more: object = {}, person = 'feng') =>
  envelope(
    adoptLayer(stream, { ...LAYER, validFrom: '2026-10-01', documentNo: '章自然资〔2026〕18号', ...more }),
    by(person),
  );
const retire = (documentNo = '章自然资〔2026〕25号') =>
  envelope(retireLayer(stream, { ...LAYER, documentNo, reason: '数据有误' }), by('feng'));
const imported = (content: Partial<LayerContent> = {}, version = LAYER.version): LayersEvent => ({
  type: 'LayerImported',
  data: {
    ...LAYER,
    version,
    name: '永久基本农田',
    source,
    file,
    content: { ...CONTENT, ...content },
    by: ['zhou'],
  },
});
const adopted = (validFrom = '2026-10-01', version = LAYER.version): LayersEvent => ({
  type: 'LayerAdopted',
  data: { ...LAYER, version, validFrom, documentNo: '章自然资〔2026〕18号', leftOut: 0, by: ['feng'] },
});
const retired = (on: string, version = LAYER.version): LayersEvent => ({
  type: 'LayerRetired',
  data: { ...LAYER, version, on, documentNo: '章自然资〔2026〕25号', reason: '数据有误', by: ['feng'] },
});
const given = scenario(layers(PACKS));

describe('importing a map of grades', () => {
  const MAP = { ...LAYER, layer: 'land-grade' };
  const grades = (values: Readonly<Record<string, number>>) => ({ grades: { attribute: 'TDJB', values } });

  it('keeps which attribute is the grade, and how many features have which', () => {
    const [fact] = given()
      .when(bring(grades({ 一级: 1, '2': 1 }), MAP))
      .decided();
    expect(fact).toMatchObject({ data: { name: '土地级别图', content: grades({ 一级: 1, '2': 1 }) } });
  });
  it('is refused without the attribute, and with one that says no grade', () => {
    given().when(bring({}, MAP)).thenRejected('layer.attribute-missing');
    given()
      .when(bring(grades({ 一级: 1, '': 1 }), MAP))
      .thenRejected('layer.grade-unknown');
    given()
      .when(bring(grades({ 九级: 2 }), MAP))
      .thenRejected('layer.grade-unknown');
    given()
      .when(bring(grades({ 一级: 2 })))
      .thenRejected('layer.no-grade-map');
  });
  it('by another attribute is another version', () => {
    const before = given()
      .when(bring(grades({ 一级: 2 }), MAP))
      .decided();
    given(...before)
      .when(bring({ grades: { attribute: 'JB', values: { 一级: 2 } } }, MAP))
      .thenRejected('layer.version-used');
    given(...before)
      .when(bring(grades({ 一级: 2 }), MAP))
      .thenNothing();
  });
});

describe('importing a layer', () => {
  it('keeps whose it is, what it was read as, and who brought it', () => {
    expect(given().when(bring()).decided()).toEqual([imported()]);
  });
  it('of the same file twice is once', () => given(imported()).when(bring()).thenNothing());
  it('never changes a version', () =>
    given(imported())
      .when(bring({}, LAYER, 'c'.repeat(64)))
      .thenRejected('layer.version-used'));
  it('never changes a version by another reading of the same file', () =>
    given(imported())
      .when(bring({ features: 'e'.repeat(64) }))
      .thenRejected('layer.version-used'));
  it('takes what the rules of the day name', () =>
    given()
      .when(bring({}, { ...LAYER, layer: 'farmland' }))
      .thenRejected('layer.unknown'));
  it('needs a feature', () =>
    given()
      .when(bring({ taken: 0 }))
      .thenRejected('layer.empty'));
});

describe('adopting a layer', () => {
  it('is done by another person, from a day on', () => {
    expect(given(imported()).when(adopt()).decided()).toEqual([adopted()]);
  });
  it('is not done by whoever imported it', () =>
    given(imported()).when(adopt({}, 'zhou')).thenRejected('layer.same-person'));
  it('rests on a document', () =>
    given(imported())
      .when(adopt({ documentNo: ' ' }))
      .thenRejected('layer.document-missing'));
  it('does not reach back', () =>
    given(imported())
      .when(adopt({ validFrom: '2026-03-01' }))
      .thenRejected('layer.retroactive'));
  it('needs the version to be there', () => given().when(adopt()).thenRejected('layer.version-unknown'));
  it('names how many features are known to be missing, neither more nor fewer', () => {
    given(imported({ found: 5 }))
      .when(adopt())
      .thenRejected('layer.left-out');
    given(imported({ found: 5 }))
      .when(adopt({ leftOut: 2 }))
      .thenRejected('layer.left-out');
    given(imported({ found: 5 }))
      .when(adopt({ leftOut: 3 }))
      .thenTypes('LayerAdopted');
  });
  it('twice is once, and with another document nothing', () => {
    given(imported(), adopted()).when(adopt()).thenNothing();
    given(imported(), adopted())
      .when(adopt({ documentNo: '另一文号' }))
      .thenRejected('report.contradicts');
  });
  it('is over once it was retired', () =>
    given(imported(), retired('2026-03-02')).when(adopt()).thenRejected('layer.retired'));
});

describe('retiring a layer', () => {
  it('counts from today, once', () => {
    expect(given(imported(), adopted()).when(retire()).decided()).toEqual([retired('2026-03-02')]);
    given(imported(), adopted(), retired('2026-03-02')).when(retire()).thenNothing();
  });
  it('rests on a document', () =>
    given(imported(), adopted()).when(retire('')).thenRejected('layer.document-missing'));
});

describe('the layers in force on a day', () => {
  const facts = [
    imported(),
    imported({}, '2027-01'),
    adopted('2026-10-01'),
    adopted('2027-01-15', '2027-01'),
    retired('2027-03-01', '2027-01'),
  ];
  const on = (day: string) =>
    adoptedOn(facts.reduce(evolveLayers, []), day).map(({ imported: { version } }) => version);

  it('are none before the first begins, then each until the next', () => {
    expect([on('2026-09-30'), on('2026-10-01'), on('2027-01-14'), on('2027-01-15')]).toEqual([
      [],
      ['2026-10'],
      ['2026-10'],
      ['2027-01'],
    ]);
  });
  it('are those before again from the day on which the last is retired', () => {
    expect([on('2027-02-28'), on('2027-03-01')]).toEqual([['2027-01'], ['2026-10']]);
  });
});
