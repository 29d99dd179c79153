import { useMutation } from '@tanstack/react-query';
import { Form, Input, Modal, Typography } from 'antd';
import type { InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, confirmWith } from '../api/client.js';
import { ProblemAlert } from '../kit/problem.js';
import { FactorCode } from './factor-code.js';

type Proof = Readonly<{ password?: string; factorCode?: string }>;

/**
 * Asks who sits there where the server wants to know before it goes on. What was to be sent waits meanwhile,
 * and is sent as it was.
 */
export function Confirmation() {
  const { t } = useTranslation();
  const [form] = Form.useForm<Proof>();
  const first = useRef<InputRef>(null);
  const waiting = useRef<((confirmed: boolean) => void)[]>([]);
  const [open, setOpen] = useState(false);
  useEffect(
    () =>
      confirmWith(
        () =>
          new Promise<boolean>((answer) => {
            waiting.current.push(answer);
            setOpen(true);
          }),
      ),
    [],
  );
  const confirm = useMutation({
    mutationFn: ({ password, factorCode }: Proof) => {
      const body = { ...(password ? { password } : {}), ...(factorCode ? { factorCode } : {}) };
      return ask('/api/v1/session/confirmation', { method: 'POST', body });
    },
    onSuccess: () => close(true),
  });
  const close = (confirmed: boolean) => {
    setOpen(false);
    form.resetFields();
    confirm.reset();
    for (const answer of waiting.current.splice(0)) answer(confirmed);
  };
  return (
    <Modal
      open={open}
      title={t('confirm.title')}
      okText={t('confirm.go')}
      cancelText={t('confirm.stay')}
      confirmLoading={confirm.isPending}
      onOk={form.submit}
      onCancel={() => close(false)}
      afterOpenChange={(shown) => shown && first.current?.focus()}
      forceRender
    >
      <Typography.Paragraph>{t('confirm.why')}</Typography.Paragraph>
      {confirm.error && <ProblemAlert error={confirm.error} />}
      <Form form={form} layout="vertical" name="confirmation" onFinish={(proof) => confirm.mutate(proof)}>
        <Form.Item name="password" label={t('sign-in.password')} extra={t('confirm.either')}>
          <Input.Password ref={first} autoComplete="current-password" onPressEnter={form.submit} />
        </Form.Item>
        <FactorCode />
      </Form>
    </Modal>
  );
}
