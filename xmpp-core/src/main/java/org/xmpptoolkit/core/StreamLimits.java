package org.xmpptoolkit.core;

/**
 * How much a peer may make the reader hold. Every bound is enforced while the octets come in. Immutable.
 *
 * <p>As objects an element takes up to some 33 times its octets, where it is made of nothing but small children of many names. Elements
 * are walked by recursion, so {@code depth} should stay under a thousand or so.
 *
 * @param elementOctets octets of one first-level element, from its {@code <} to its last {@code >}
 * @param headerOctets octets from the start of the stream to the end of the header's start tag
 * @param depth levels of elements, a first-level element being the first
 * @param attributes attributes of one element, namespace declarations included
 * @param nameOctets octets of one qualified name
 * @param attributeValueOctets octets of one attribute value, as it stands between its quotes; a declared namespace name is one
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

    /** A builder that starts from {@link #DEFAULT}. */
    public static Builder builder() {
        return DEFAULT.toBuilder();
    }

    /** A builder that starts from these limits. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * The limits for a peer that has not authenticated: a quarter of the octets, but no less than RFC 6120 section 13.12 allows,
     * unless these limits are lower themselves.
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

        /** Sets {@link StreamLimits#elementOctets}. */
        public Builder elementOctets(int octets) {
            this.elementOctets = octets;
            return this;
        }

        /** Sets {@link StreamLimits#headerOctets}. */
        public Builder headerOctets(int octets) {
            this.headerOctets = octets;
            return this;
        }

        /** Sets {@link StreamLimits#depth}. */
        public Builder depth(int levels) {
            this.depth = levels;
            return this;
        }

        /** Sets {@link StreamLimits#attributes}. */
        public Builder attributes(int count) {
            this.attributes = count;
            return this;
        }

        /** Sets {@link StreamLimits#nameOctets}. */
        public Builder nameOctets(int octets) {
            this.nameOctets = octets;
            return this;
        }

        /** Sets {@link StreamLimits#attributeValueOctets}. */
        public Builder attributeValueOctets(int octets) {
            this.attributeValueOctets = octets;
            return this;
        }

        /** Sets {@link StreamLimits#children}. */
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
