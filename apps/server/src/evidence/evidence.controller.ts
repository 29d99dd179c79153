import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessRefused, Public, Requires } from '#access';
import type { Acting } from '#access';
import { EvidenceLog, TILE_HASHES, Witnessing, tileIn } from '#evidence';
import type { Receipt } from '#evidence';
import { Optional, WholeInAddress } from '#land';
import { Costs, PROOF_COST } from '../http/machine-budget.js';
import { Who } from '../http/params.js';
import { Problem } from '../http/problems.js';
import { Scope } from '../http/scope.js';
import { holdsSealed } from '../land/shared/sealed.js';
import { CaseFile } from '../land/shared/case-file.js';
import { Answer } from '../openapi/answer.decorator.js';
import { publicTrust } from './trust-file.js';
import type { TrustFile } from './trust-file.js';
import { CONSISTENCY, KEY, NOTE, TRUST, RECEIPT, TILE, WITNESSES } from './evidence.answers.js';

/** Token of the operator's policy of witnesses. */
export const TRUST_FILE = Symbol('policy of witnesses');
const TEXT = 'text/plain';
const BYTES = 'application/octet-stream';
/** A full tile never changes; what still grows is as old as this at most. */
const [FOREVER, FRESH] = ['public, max-age=31536000, immutable', 'public, max-age=5'];

/** The tree has a fact some milliseconds after it was recorded. */
const PENDING_SECONDS = 1;

export class ConsistencyQuery {
  @ApiPropertyOptional({ description: '较早的检查点的大小', default: 0 })
  @Optional()
  @WholeInAddress(0, Number.MAX_SAFE_INTEGER)
  before: number = 0;

  @ApiPropertyOptional({ description: '较晚的检查点的大小，默认现在的' })
  @Optional()
  @WholeInAddress(0, Number.MAX_SAFE_INTEGER)
  size?: number;
}

/** The tree over the whole log, by C2SP tlog-tiles: hashes only, for whoever wants to keep watch. */
@ApiTags('存证')
@Controller('tlog')
@Costs(PROOF_COST)
export class TransparencyController {
  constructor(
    @Inject(EvidenceLog) private readonly evidence: EvidenceLog,
    @Inject(TRUST_FILE) private readonly file: TrustFile | undefined,
    @Inject(Witnessing) private readonly witnessing: Witnessing,
  ) {}

  @ApiOperation({
    summary: '检查点：全部业务记录到此刻为止的签名摘要',
    description:
      '保存一份，以后任何时候都能据此发现业务记录被改动、删除、插入或者另起一套：rushi verify --head 文件。',
  })
  @Get('checkpoint')
  @Answer(NOTE, { types: [TEXT] })
  @Public('evidence.read')
  async checkpoint(@Res() response: Response): Promise<void> {
    response
      .set('Cache-Control', FRESH)
      .type(TEXT)
      .send(await this.evidence.checkpoint());
  }

  @ApiOperation({ summary: '验证检查点签名的公钥', description: '应当另行取得并核对，不能只信这里的。' })
  @Get('key')
  @Answer(KEY, { types: [TEXT] })
  @Public('evidence.read')
  async key(@Res() response: Response): Promise<void> {
    response.type(TEXT).send(`${await this.evidence.key()}\n`);
  }

  @ApiOperation({
    summary: '核验检查点的策略（C2SP tlog-policy）',
    description:
      '本日志的全部公钥（Ed25519、ML-DSA-44，设了 EVIDENCE_SM2 的还有 SM2），见证人的公钥，以及须有几个见证人签署。应当另行取得并核对。',
  })
  @Get('policy')
  @Answer(TRUST, { types: [TEXT] })
  @Public('evidence.read')
  async policy(@Res() response: Response): Promise<void> {
    response.type(TEXT).send(publicTrust(await this.evidence.keys(), (await this.file?.read())?.text));
  }

  @ApiOperation({
    summary: '各见证人看到哪里',
    description: '系统请各见证人签署检查点的结果，供运维人员查看；没有签署的写明原因。',
  })
  @Get('witnesses')
  @Answer(WITNESSES)
  @Public('evidence.read')
  async witnesses(): Promise<object> {
    return { items: await this.witnessing.witnesses() };
  }

  @ApiOperation({
    summary: '较早的检查点是较晚的开头：证明',
    description: 'RFC 9162 第 2.1.4 节；散列值为 base64。',
  })
  @Get('consistency')
  @Answer(CONSISTENCY)
  @Public('evidence.read')
  async consistency(@Query() { before, size }: ConsistencyQuery): Promise<object> {
    const hashes = await this.evidence.consistency(before, size).catch((error: unknown) => {
      if (!(error instanceof RangeError)) throw error;
      const message = '检查点的大小应从小到大，且不大于现在的大小';
      throw new Problem('request.invalid', { errors: [{ pointer: '/size', code: 'size', message }] });
    });
    return { hashes };
  }

  @ApiOperation({
    summary: '一块散列值',
    description: 'C2SP tlog-tiles：<层>/<块>，未满的块加 .p/<个数>，如 0/000.p/17。满的块永不改变。',
  })
  @Get('tile/:level/*path')
  @Answer(TILE, { types: [BYTES] })
  @Public('evidence.read')
  async tile(
    @Param('level') level: string,
    @Param('path') path: string | readonly string[],
    @Res() response: Response,
  ): Promise<void> {
    const tile = tileIn(`${level}/${[path].flat().join('/')}`);
    const bytes = tile && (await this.evidence.tile(tile, tile.width));
    if (!bytes) throw new AccessRefused('access.unknown');
    response
      .set('Cache-Control', tile.width === TILE_HASHES ? FOREVER : FRESH)
      .type(BYTES)
      .send(bytes);
  }
}

/** Receipts of the facts of an entry, for whoever may see it. */
@ApiTags('存证')
@Controller('api/v1/entries')
export class ReceiptController {
  constructor(
    @Inject(EvidenceLog) private readonly evidence: EvidenceLog,
    @Inject(CaseFile) private readonly files: CaseFile,
  ) {}

  @ApiOperation({
    summary: '一条业务记录的存证',
    description: '业务记录的规范形式，和它在日志中的证明；凭公钥离线即可验证，不必信任本系统。',
  })
  @Get(':entry/receipts/:fact')
  @Answer(RECEIPT, { problems: [409], topics: ['evidence'] })
  @Requires('entry.read')
  @Scope('entry')
  async receipt(
    @Param('entry') entry: string,
    @Param('fact') fact: string,
    @Who() who: Acting,
  ): Promise<Receipt> {
    await this.files.entry(who, 'entry.read', entry);
    const event = await this.evidence.find(fact);
    if (event?.meta.correlation !== entry) throw new AccessRefused('access.unknown');
    if (holdsSealed(event)) throw new Problem('evidence.sealed');
    const receipt = await this.evidence.receipt(fact);
    if (!receipt) throw new Problem('evidence.pending', { retryAfterSeconds: PENDING_SECONDS });
    return receipt;
  }
}
