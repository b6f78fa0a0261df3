package org.consentledger.api;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Lets a request's body be asked whether more of it has come, see {@link ArrivingBody}. */
public final class ArrivalValve extends ValveBase {
    static final String CONNECTION = ArrivalValve.class.getName();

    /** For Tomcat. */
    public ArrivalValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        request.setAttribute(CONNECTION, request.getCoyoteRequest());
        getNext().invoke(request, response);
    }
}
