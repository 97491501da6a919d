import java.util.*;
import java.util.zip.*;
import org.apache.xmlbeans.*;
import org.openxmlformats.schemas.drawingml.x2006.picture.PicDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.*;

/** Holds the parts of each DOCX against the schemas of ECMA-376 (transitional). Prints a line for every mistake. */
public class ValidateDocx {
	private static final Map<String, SchemaType> TYPES = Map.of(
		"word/document.xml", DocumentDocument.type, "word/styles.xml", StylesDocument.type,
		"word/numbering.xml", NumberingDocument.type, "word/settings.xml", SettingsDocument.type,
		"word/footnotes.xml", FootnotesDocument.type, "word/footer1.xml", FtrDocument.type);

	public static void main(String[] files) throws Exception {
		for (String file : files)
			try (ZipFile zip = new ZipFile(file)) {
				for (Map.Entry<String, SchemaType> part : TYPES.entrySet()) {
					XmlOptions options = new XmlOptions().setDocumentType(part.getValue());
					XmlObject read = XmlObject.Factory.parse(zip.getInputStream(zip.getEntry(part.getKey())), options);
					report(file + " " + part.getKey(), read);
					XmlCursor cursor = read.newCursor();
					cursor.selectPath("declare namespace p='http://schemas.openxmlformats.org/drawingml/2006/picture' .//p:pic");
					while (cursor.toNextSelection()) {
						XmlOptions picture = new XmlOptions().setDocumentType(PicDocument.type);
						report(file + " picture", XmlObject.Factory.parse(cursor.xmlText(), picture));
					}
				}
				System.out.println("read " + file);
			}
	}

	private static void report(String where, XmlObject read) {
		List<XmlError> errors = new ArrayList<>();
		read.validate(new XmlOptions().setErrorListener(errors));
		for (XmlError error : errors)
			// pictures have a schema of their own, asked above
			if (!error.getMessage().contains("strict wildcard")) System.out.println(where + ": " + error.getMessage());
	}
}
