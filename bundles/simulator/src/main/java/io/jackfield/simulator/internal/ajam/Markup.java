package io.jackfield.simulator.internal.ajam;

/**
 * What a translation puts around blocks and headers.
 *
 * @param attributes whether names have to be names of XML attributes
 * @param lineEnd between the lines of a value that has taken in whatever followed
 */
record Markup(
        boolean attributes,
        String block,
        String header,
        String value,
        String endOfHeader,
        String lineEnd,
        String endOfBlock) {

    static final Markup HTML = new Markup(
            false, "", "<tr><td>", "</td><td>", "</td></tr>\n", "<br>\n", "<tr><td colspan=\"2\"><hr></td></tr>\r\n");

    /** Neither the id nor the element's name is escaped. */
    static Markup xml(String id, String element) {
        return new Markup(
                true, "<response type='object' id='" + id + "'><" + element, " ", "='", "'", "\n", " /></response>\n");
    }
}
