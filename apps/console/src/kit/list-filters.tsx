import { Input, Select } from 'antd';

type Option = Readonly<{ value: string; label: string }>;
/** `any`: what is said where nothing is chosen. */
export type Choice = Readonly<{ name: string; label: string; any: string; options: readonly Option[] }>;

type Shown = Readonly<{
  search: URLSearchParams;
  onSearch: (next: URLSearchParams) => void;
  /** What is looked for by text. */
  find: string;
  choices: readonly Choice[];
}>;

/** What narrows a list, all of it in the address. */
export function ListFilters({ search, onSearch, find, choices }: Shown) {
  const put = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    onSearch(next);
  };
  return (
    <search className="timeline-tools">
      <Input.Search
        key={search.get('q') ?? ''}
        aria-label={find}
        placeholder={find}
        defaultValue={search.get('q') ?? ''}
        allowClear
        maxLength={64}
        style={{ width: 320, maxWidth: '100%' }}
        onSearch={(typed) => put('q', typed.trim())}
      />
      {choices.map(({ name, label, any, options }) => (
        <Select
          key={name}
          aria-label={label}
          value={search.get(name) ?? ''}
          style={{ minWidth: 140 }}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(value) => put(name, value)}
          options={[{ value: '', label: any }, ...options]}
        />
      ))}
    </search>
  );
}
