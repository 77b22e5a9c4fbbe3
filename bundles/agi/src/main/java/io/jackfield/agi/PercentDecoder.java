package io.jackfield.agi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * Decodes {@code %XX} as UTF-8 and nothing else: a plus sign stays, and a percent sign without two hexadecimal digits stands for
 * itself. Never fails; malformed UTF-8 becomes the replacement character.
 */
public final class PercentDecoder {

    private PercentDecoder() {}

    /** The text with its escapes decoded. */
    public static String decode(String text) {
        return text.indexOf('%') < 0 ? text : new String(decodeToBytes(text), UTF_8);
    }

    /** The bytes behind the text, whose UTF-8 may be cut anywhere, as Asterisk does with long AsyncAGI results. */
    public static byte[] decodeToBytes(String text) {
        byte[] in = text.getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
            if (low < 0) {
                out.write(in[i]);
            } else {
                out.write(high << 4 | low);
                i += 2;
            }
        }
        return out.toByteArray();
    }
}
