import type { Centre } from '@patchbay/configuration/centre.ts';

/** What an administrator allows. */
export type FileSettings = Centre['files'];
/** The name of a kind of file that can be allowed. */
export type Format = FileSettings['types'][number];

/** Which kinds of file are allowed. */
export interface Kinds {
  readonly types: readonly Format[];
}

/** What is known of whether a file is harmful: not looked at because there is no scanner, not yet, and what came of it. */
export type Scan = 'unscanned' | 'pending' | 'clean' | 'infected' | 'failed';

/** A picture or document as everybody who may see it knows it. Width and height are those of a picture, in pixels. */
export interface FileFacts {
  readonly id: string;
  readonly name: string;
  readonly format: Format;
  /** Bytes. */
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly scan: Scan;
}
/** A file in a message; `alt` says in words what a picture shows, as its sender wrote it. */
export interface SentFile extends FileFacts {
  readonly alt: string;
}

interface Look {
  /** The media type it is served with. */
  readonly type: string;
  /** How names of such files end; the first is ours. */
  readonly endings: readonly [string, ...string[]];
  readonly is: 'picture' | 'document';
}
const office = 'application/vnd.openxmlformats-officedocument';
const open = 'application/vnd.oasis.opendocument';

/** Every kind of file there can be. SVG and HTML are none: browsers run what is in them. */
export const formats: { readonly [F in Format]: Look } = {
  jpeg: { type: 'image/jpeg', endings: ['jpg', 'jpeg'], is: 'picture' },
  png: { type: 'image/png', endings: ['png'], is: 'picture' },
  webp: { type: 'image/webp', endings: ['webp'], is: 'picture' },
  gif: { type: 'image/gif', endings: ['gif'], is: 'picture' },
  pdf: { type: 'application/pdf', endings: ['pdf'], is: 'document' },
  txt: { type: 'text/plain', endings: ['txt'], is: 'document' },
  docx: { type: `${office}.wordprocessingml.document`, endings: ['docx'], is: 'document' },
  xlsx: { type: `${office}.spreadsheetml.sheet`, endings: ['xlsx'], is: 'document' },
  pptx: { type: `${office}.presentationml.presentation`, endings: ['pptx'], is: 'document' },
  odt: { type: `${open}.text`, endings: ['odt'], is: 'document' },
  ods: { type: `${open}.spreadsheet`, endings: ['ods'], is: 'document' },
  odp: { type: `${open}.presentation`, endings: ['odp'], is: 'document' },
};

export const isPicture = (file: Pick<FileFacts, 'format'>): boolean => formats[file.format].is === 'picture';

/** How the names of all that is allowed end, as a file chooser takes them: ".jpg,.jpeg,.png". */
export const accepted = ({ types }: Kinds): string =>
  types.flatMap((type) => formats[type].endings.map((ending) => `.${ending}`)).join(',');
