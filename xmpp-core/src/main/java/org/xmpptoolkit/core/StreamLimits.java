package org.xmpptoolkit.core;

/**
 * How much a peer may make the reader hold. Every bound is enforced while the octets come in, that of namespaces when
 * a start tag is complete. Immutable.
 *
 * <p>As objects an element takes up to some 33 times its octets, where it is made of nothing but small children of many names. Elements
 * are walked by recursion, so {@code depth} should stay under a thousand or so.
 *
 * @param elementOctets octets of one first-level element, from its {@code <} to its last {@code >}
 * @param headerOctets octets from the start of the stream to the end of the header's start tag; whatever is set, the names of the
 *     namespaces that the header declares have 1,024 together at most, as they would be written
 * @param depth levels of elements, a first-level element being the first
 * @param attributes attributes of one element, namespace declarations included
 * @param nameOctets octets of one qualified name
 * @param attributeValueOctets octets of one attribute value, as it stands between its quotes; a declared namespace name is one, and has
 *     1,024 at most, whatever is set, as it would be written
 * @param children elements and runs of text directly inside one element
 */
public record StreamLimits(
        int elementOctets,
        int headerOctets,
        int depth,
        int attributes,
        int nameOctets,
        int attributeValueOctets,
        int children) {
    /** The least that a server may set for an element, in octets (RFC 6120 section 13.12). */
    public static final int LEAST_ELEMENT_OCTETS = 10_000;

    /**
     * 262,144 octets an element, 8,192 the header, 64 levels, 64 attributes, 1,024 octets a name, 16,384 octets an attribute value,
     * 10,000 children.
     */
    public static final StreamLimits DEFAULT = new StreamLimits(262_144, 8_192, 64, 64, 1_024, 16_384, 10_000);

    /**
     * Checks the bounds.
     *
     * @param elementOctets at least 1; a server that keeps RFC 6120 takes {@link #LEAST_ELEMENT_OCTETS} or more
     * @param headerOctets at least 1
     * @param depth at least 1, and under a thousand or so
     * @param attributes at least 1
     * @param nameOctets at least 1
     * @param attributeValueOctets at least 1
     * @param children at least 1
     * @throws IllegalArgumentException if one of them is not positive
     */
    public StreamLimits {
        if (elementOctets < 1
                || headerOctets < 1
                || depth < 1
                || attributes < 1
                || nameOctets < 1
                || attributeValueOctets < 1
                || children < 1) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
    }

    /** {@return a builder that starts from {@link #DEFAULT}} */
    public static Builder builder() {
        return DEFAULT.toBuilder();
    }

    /** {@return a builder that starts from these limits} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the limits for a peer that has not authenticated: a quarter of the octets, but no less than RFC 6120 section 13.12 allows,
     * unless these limits are lower themselves}
     */
    public StreamLimits beforeAuthentication() {
        int quarter = Math.max(elementOctets / 4, Math.min(elementOctets, LEAST_ELEMENT_OCTETS));
        return toBuilder().elementOctets(quarter).build();
    }

    /** Collects limits. Not thread-safe. */
    public static final class Builder {
        private int elementOctets;
        private int headerOctets;
        private int depth;
        private int attributes;
        private int nameOctets;
        private int attributeValueOctets;
        private int children;

        private Builder(StreamLimits limits) {
            elementOctets = limits.elementOctets;
            headerOctets = limits.headerOctets;
            depth = limits.depth;
            attributes = limits.attributes;
            nameOctets = limits.nameOctets;
            attributeValueOctets = limits.attributeValueOctets;
            children = limits.children;
        }

        /**
         * Sets {@link StreamLimits#elementOctets}.
         *
         * @param octets at least 1; 262,144 unless set
         * @return this builder
         */
        public Builder elementOctets(int octets) {
            this.elementOctets = octets;
            return this;
        }

        /**
         * Sets {@link StreamLimits#headerOctets}.
         *
         * @param octets at least 1; 8,192 unless set
         * @return this builder
         */
        public Builder headerOctets(int octets) {
            this.headerOctets = octets;
            return this;
        }

        /**
         * Sets {@link StreamLimits#depth}.
         *
         * @param levels at least 1, and under a thousand or so; 64 unless set
         * @return this builder
         */
        public Builder depth(int levels) {
            this.depth = levels;
            return this;
        }

        /**
         * Sets {@link StreamLimits#attributes}.
         *
         * @param count at least 1; 64 unless set
         * @return this builder
         */
        public Builder attributes(int count) {
            this.attributes = count;
            return this;
        }

        /**
         * Sets {@link StreamLimits#nameOctets}.
         *
         * @param octets at least 1; 1,024 unless set
         * @return this builder
         */
        public Builder nameOctets(int octets) {
            this.nameOctets = octets;
            return this;
        }

        /**
         * Sets {@link StreamLimits#attributeValueOctets}.
         *
         * @param octets at least 1; 16,384 unless set
         * @return this builder
         */
        public Builder attributeValueOctets(int octets) {
            this.attributeValueOctets = octets;
            return this;
        }

        /**
         * Sets {@link StreamLimits#children}.
         *
         * @param count at least 1; 10,000 unless set
         * @return this builder
         */
        public Builder children(int count) {
            this.children = count;
            return this;
        }

        /**
         * The limits.
         *
         * @return the limits
         * @throws IllegalArgumentException if one of them is not positive
         */
        public StreamLimits build() {
            return new StreamLimits(
                    elementOctets, headerOctets, depth, attributes, nameOctets, attributeValueOctets, children);
        }
    }
}
