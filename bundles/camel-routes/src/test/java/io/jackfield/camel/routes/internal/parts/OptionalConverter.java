package io.jackfield.camel.routes.internal.parts;

import java.util.Optional;
import org.apache.camel.spi.TypeConverterLoader;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;

/** A conversion that Camel itself does not know. */
public class OptionalConverter implements TypeConverterLoader {

    @Override
    public void load(TypeConverterRegistry registry) {
        registry.addTypeConverter(
                Optional.class,
                String.class,
                new SimpleTypeConverter(false, (type, exchange, value) -> Optional.of(value)));
    }
}
