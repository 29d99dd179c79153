/** Bytes of one paper: a scan of some hundred pages, or the zipped shapefile of a township. */
export const PAPER_BYTES_MAX = 200 * 1024 * 1024;
/** Uploads that one person may have begun and not attached. */
export const UPLOADS_A_PERSON_MAX = 20;
/** An upload that nobody attached within so long is removed. */
export const UPLOAD_HOURS_MAX = 72;
/** Bytes of all papers that one office has attached, withdrawn ones too: they are kept. */
export const OFFICE_BYTES_MAX = 100 * 1024 * 1024 * 1024;
