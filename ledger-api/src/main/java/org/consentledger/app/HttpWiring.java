package org.consentledger.app;

import org.apache.catalina.core.StandardHost;
import org.consentledger.api.ArrivalValve;
import org.consentledger.api.GrowingHttp;
import org.consentledger.api.ProblemValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Tomcat is told beside its properties. */
@Configuration(proxyBeanMethods = false)
class HttpWiring {
    /** A connection that says nothing takes up two of them, and there may be thousands. {@link GrowingHttp} makes some larger. */
    private static final String CONNECTION_BUFFER_BYTES = "4096";

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> buffers() {
        return factory -> {
            factory.setProtocol(GrowingHttp.class.getName());
            factory.addConnectorCustomizers(connector -> {
                connector.setProperty("socket.appReadBufSize", CONNECTION_BUFFER_BYTES);
                connector.setProperty("socket.appWriteBufSize", CONNECTION_BUFFER_BYTES);
            });
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> arrivals() {
        return factory -> factory.addContextValves(new ArrivalValve());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problems() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }
}
