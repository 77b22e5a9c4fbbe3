package io.jackfield.ajam.internal;

import java.net.ProtocolException;

/** What the PBX is asked to answer with. */
enum BodyFormat {
    /** Manager messages as over TCP. */
    RAWMAN("text/plain") {
        @Override
        byte[] messages(byte[] body) throws ProtocolException {
            if (body.length > 0 && !endsInEmptyLine(body)) {
                throw new ProtocolException("the answer is cut off, or not from Asterisk's manager");
            }
            return body;
        }
    },
    /** XML, whose attributes are the headers. */
    MXML("text/xml") {
        @Override
        byte[] messages(byte[] body) throws ProtocolException {
            return new Mxml(body).messages();
        }
    };

    private final String contentType;

    BodyFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /**
     * The manager messages in a body, each with its empty line; none if it is empty.
     *
     * @throws ProtocolException if it is none, or not a whole one
     */
    abstract byte[] messages(byte[] body) throws ProtocolException;

    private static boolean endsInEmptyLine(byte[] body) {
        int end = body.length;
        return end >= 2
                && body[end - 1] == '\n'
                && (body[end - 2] == '\n' || end >= 3 && body[end - 2] == '\r' && body[end - 3] == '\n');
    }
}
