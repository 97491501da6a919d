/** Namespaces of the parts of a DOCX. */
export const WORD = {
	'xmlns:w': 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
	'xmlns:r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
} as const;
export const DRAWING = {
	...WORD,
	'xmlns:wp': 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
	'xmlns:a': 'http://schemas.openxmlformats.org/drawingml/2006/main',
	'xmlns:pic': 'http://schemas.openxmlformats.org/drawingml/2006/picture'
} as const;
