package io.jackfield.camel.routes.internal.parts;

public class Shout {
    public String shout(String text) {
        return text.toUpperCase() + "!";
    }
}
