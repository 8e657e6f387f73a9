package org.xmpptoolkit.testkit.cli;

import org.xmpptoolkit.jid.JidProfile;
import org.xmpptoolkit.testkit.register.WireNames;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a profile: {@code stringprep-query} is {@link JidProfile#STRINGPREP_QUERY}. The case does not matter. */
final class ProfileConverter implements ITypeConverter<JidProfile> {
    @Override
    public JidProfile convert(String name) {
        for (JidProfile profile : JidProfile.values()) {
            if (WireNames.of(profile).equalsIgnoreCase(name)) {
                return profile;
            }
        }
        throw new TypeConversionException(
                "no profile is called '" + name + "'; there are stringprep, stringprep-query and precis");
    }
}
