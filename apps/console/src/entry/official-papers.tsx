import { useTranslation } from 'react-i18next';
import { Download } from '../kit/download.js';
import { useOfficialPapers } from './queries.js';
import { Section } from './section.js';

const FORMATS = { pdf: 'PDF', docx: 'DOCX' } as const;

/** The papers that offices sent out of the case, to be taken away. */
export function OfficialPapers({ id }: Readonly<{ id: string }>) {
  const { t } = useTranslation();
  const papers = useOfficialPapers(id).data?.items ?? [];
  if (papers.length === 0) return null;
  return (
    <Section title={t('case.official')}>
      <ul className="plain-list">
        {papers.map(({ id: key, title, documentNo, on, href }) => (
          <li key={key}>
            <div>{title}</div>
            <div className="task-line">
              <span className="secondary">{t('case.official.of', { documentNo, day: on })}</span>
              {Object.entries(FORMATS).map(([format, name]) => (
                <Download
                  key={format}
                  path={`${href}?format=${format}`}
                  label={t('case.official.take', { title, format: name })}
                >
                  {name}
                </Download>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
