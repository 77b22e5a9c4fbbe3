package io.jackfield.simulator.internal.ajam;

import java.util.List;
import java.util.Map;

/** How the blocks of an answer are dressed. */
enum Shape {
    RAW("plain") {
        @Override
        String body(String blocks, List<Map.Entry<String, String>> parameters) {
            return blocks;
        }
    },
    HTML("html") {
        @Override
        String body(String blocks, List<Map.Entry<String, String>> parameters) {
            return FORM + new Translation(Markup.HTML).of(blocks) + "</table></body>\r\n";
        }
    },
    XML("xml") {
        @Override
        String body(String blocks, List<Map.Entry<String, String>> parameters) {
            String id = last(parameters, "ajaxdest", "unknown");
            String element = last(parameters, "ajaxobjtype", "generic");
            return "<ajax-response>\n" + new Translation(Markup.xml(id, element)).of(blocks) + "</ajax-response>\n";
        }
    };

    private static final String FORM =
            """
            <title>Asterisk&trade; Manager Interface</title><body bgcolor="#ffffff"><table align=center bgcolor="#f1f1f1" width="500">\r
            <tr><td colspan="2" bgcolor="#f1f1ff"><h1>Manager Tester</h1></td></tr>\r
            <tr><td colspan="2" bgcolor="#f1f1ff"><form action="manager" method="post">
            \tAction: <select name="action">
            \t\t<option value="">-----&gt;</option>
            \t\t<option value="login">login</option>
            \t\t<option value="command">Command</option>
            \t\t<option value="waitevent">waitevent</option>
            \t\t<option value="listcommands">listcommands</option>
            \t</select>
            \tor <input name="action"><br/>
            \tCLI Command <input name="command"><br>
            \tuser <input name="username"> pass <input type="password" name="secret"><br>
            \t<input type="submit">
            </form>
            </td></tr>\r
            """;

    private final String subtype;

    Shape(String subtype) {
        this.subtype = subtype;
    }

    String contentType() {
        return "Content-type: text/" + subtype + "\r\n";
    }

    /** @param parameters of the request; some say how the XML is to be named */
    abstract String body(String blocks, List<Map.Entry<String, String>> parameters);

    private static String last(List<Map.Entry<String, String>> parameters, String name, String otherwise) {
        String value = parameters.stream()
                .filter(parameter -> parameter.getKey().equalsIgnoreCase(name))
                .reduce((first, second) -> second)
                .map(Map.Entry::getValue)
                .orElse("");
        return value.isEmpty() ? otherwise : value;
    }
}
