package org.consentledger.store;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class logs meanwhile, kept off the console. */
final class Warnings implements AutoCloseable {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    private Warnings(Logger logger) {
        this.logger = logger;
    }

    static Warnings of(Class<?> type) {
        Warnings warnings = new Warnings((Logger) LoggerFactory.getLogger(type));
        warnings.appender.start();
        warnings.logger.setAdditive(false);
        warnings.logger.addAppender(warnings.appender);
        return warnings;
    }

    List<String> sentences() {
        return appender.list.stream().map(ILoggingEvent::getMessage).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
    }
}
