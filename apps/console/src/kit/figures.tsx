import type { ReactNode } from 'react';
import './figures.css';

type Row = Readonly<{ key: string; name: ReactNode; cells: readonly ReactNode[] }>;

/** Rows of numbers under one heading each; where it is too wide it scrolls by itself, by keyboard as well. */
export const Figures = ({
  label,
  head,
  rows,
}: Readonly<{
  /** What the table is, for whoever hears it. */
  label: string;
  head: readonly string[];
  rows: readonly Row[];
}>) => (
  <div className="figures" role="region" aria-label={label} tabIndex={0}>
    <table>
      <thead>
        <tr>
          {head.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, cells }) => (
          <tr key={key} data-row-key={key}>
            <th scope="row">{name}</th>
            {cells.map((cell, index) => (
              <td key={head[index + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
