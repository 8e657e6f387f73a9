@org.jspecify.annotations.NullMarked
package org.xmpptoolkit.examples.mailgateway;
