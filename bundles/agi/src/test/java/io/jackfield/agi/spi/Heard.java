package io.jackfield.agi.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jackfield.agi.AgiReply;
import java.util.ArrayList;
import java.util.List;

/** What a decoder said, in order, as text: {@code reply ...}, {@code hangup}, {@code stray ...}. */
final class Heard implements ReplyDecoder.Sink {

    final List<String> log = new ArrayList<>();
    final List<AgiReply> replies = new ArrayList<>();
    final ReplyDecoder decoder = new ReplyDecoder(this);

    Heard expecting(boolean value) {
        decoder.expect(value);
        return this;
    }

    Heard feed(String text) {
        return feed(text.getBytes(UTF_8));
    }

    Heard feed(byte[] bytes) {
        decoder.feed(bytes, 0, bytes.length);
        return this;
    }

    /** In two pieces. */
    Heard feed(byte[] bytes, int split) {
        decoder.feed(bytes, 0, split);
        decoder.feed(bytes, split, bytes.length - split);
        return this;
    }

    AgiReply reply() {
        return replies.get(replies.size() - 1);
    }

    @Override
    public void reply(AgiReply reply) {
        replies.add(reply);
        log.add("reply " + reply.code() + " [" + reply.result() + "]"
                + reply.data().map(data -> " (" + data + ")").orElse("")
                + (reply.attributes().isEmpty() ? "" : " " + reply.attributes()));
    }

    @Override
    public void hangup() {
        log.add("hangup");
    }

    @Override
    public void stray(String line) {
        log.add("stray " + line);
    }
}
