package org.xmpptoolkit.testkit.cli;

import org.xmpptoolkit.testkit.schema.SchemaFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a format: {@code html} is {@link SchemaFormat#HTML}. The case does not matter. */
final class FormatConverter implements ITypeConverter<SchemaFormat> {
    @Override
    public SchemaFormat convert(String name) {
        for (SchemaFormat format : SchemaFormat.values()) {
            if (format.name().equalsIgnoreCase(name)) {
                return format;
            }
        }
        throw new TypeConversionException("no format is called '" + name + "'; there are html, xsd and json");
    }
}
