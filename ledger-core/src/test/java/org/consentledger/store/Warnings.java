package org.consentledger.store;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What is logged meanwhile; that of a single class is kept off the console. */
public final class Warnings implements AutoCloseable {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    private Warnings(Logger logger) {
        this.logger = logger;
    }

    /** Of one class. */
    static Warnings of(Class<?> type) {
        return of(LoggerFactory.getLogger(type));
    }

    /** Of everybody. */
    public static Warnings everywhere() {
        return of(LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME));
    }

    private static Warnings of(org.slf4j.Logger logger) {
        Warnings warnings = new Warnings((Logger) logger);
        warnings.appender.start();
        warnings.logger.setAdditive(false);
        warnings.logger.addAppender(warnings.appender);
        return warnings;
    }

    List<String> sentences() {
        return appender.list.stream().map(ILoggingEvent::getMessage).toList();
    }

    /** The messages as they are read, with what they tell of exceptions. */
    public List<String> messages() {
        return appender.list.stream()
                .map(event -> event.getThrowableProxy() == null
                        ? event.getFormattedMessage()
                        : event.getFormattedMessage() + " " + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
    }
}
