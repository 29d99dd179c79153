import { useMutation } from '@tanstack/react-query';
import { ask, newKey } from '../api/client.js';
import { useRef } from 'react';

/** What is shown once, after an objection was received. */
export type Receipt = Readonly<{ number: string; code: string; notice: string; receivedOn: string }>;
export type Objection = Readonly<{ text: string; name: string; contact: string }>;
/** An objection as whoever sent it reads it. */
export type Asked = Readonly<{
  number: string;
  notice: string;
  state: string;
  stateName: string;
  receivedOn: string;
  text: string;
  answer: string | null;
  documentNo: string | null;
  answeredOn: string | null;
}>;

/** One key as long as the same is said: what is sent again after a lost answer is one objection. */
export function useObject(notice: string) {
  const wish = useRef({ said: '', key: '' });
  return useMutation({
    mutationFn: async (body: Objection) => {
      const said = JSON.stringify(body);
      if (wish.current.said !== said) wish.current = { said, key: newKey() };
      const path = `/public/v1/notices/${encodeURIComponent(notice)}/objections`;
      return (await ask<Receipt>(path, { method: 'POST', body, key: wish.current.key })).body;
    },
  });
}

export const useAnswer = () =>
  useMutation({
    mutationFn: async ({ number, code }: Readonly<{ number: string; code: string }>) => {
      const path = `/public/v1/objections/${encodeURIComponent(number.trim())}`;
      return (await ask<Asked>(path, { objectionCode: code.trim() })).body;
    },
  });
