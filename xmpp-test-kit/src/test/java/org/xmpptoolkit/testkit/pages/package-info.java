/** Tests of the pages: their code is compiled and run, their commands are there, their links lead somewhere. */
@NullMarked
package org.xmpptoolkit.testkit.pages;

import org.jspecify.annotations.NullMarked;
