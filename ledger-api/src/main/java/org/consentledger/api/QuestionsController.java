package org.consentledger.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.consentledger.law.ContactPointId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** May a contact point be used for a purpose? */
@RestController
final class QuestionsController {
    static final Shape<QuestionBody> QUESTION = Shape.of(QuestionBody.class);

    private final Answering answering;
    private final JsonMapper json;

    QuestionsController(Answering answering, JsonMapper json) {
        this.answering = answering;
        this.json = json;
    }

    @Operation(summary = "Ask for a verdict at any coordinates, by contact point or by value")
    @PostMapping(path = "/v1/questions", consumes = "application/json", produces = "application/json")
    ResponseEntity<Answered> ask(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        return answer(QUESTION.read(request));
    }

    @Operation(summary = "Ask for a verdict about a contact point")
    @GetMapping(path = "/v1/contact-points/{contactPoint}/verdict", produces = "application/json")
    ResponseEntity<Answered> ask(
            @PathVariable("contactPoint") String contactPoint,
            @RequestParam("purpose") String purpose,
            @RequestParam(name = "at", required = false) @Nullable String at,
            @RequestParam(name = "on", required = false) @Nullable String on,
            @RequestParam(name = "zone", required = false) @Nullable String zone,
            @RequestParam(name = "known", required = false) @Nullable String known,
            @RequestParam(name = "ledgerSize", required = false) @Nullable Long ledgerSize,
            @RequestParam(name = "policy", required = false) @Nullable String policy,
            @RequestParam(name = "atLeast", required = false) @Nullable Long atLeast) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        texts.put("contactPoint", ContactPointId.parse(contactPoint).toString());
        texts.put("purpose", purpose);
        texts.put("at", at);
        texts.put("on", on);
        texts.put("zone", zone);
        texts.put("known", known);
        texts.put("policy", policy);
        texts.forEach((name, text) -> {
            if (text != null) {
                body.put(name, text);
            }
        });
        if (ledgerSize != null) {
            body.put("ledgerSize", ledgerSize);
        }
        if (atLeast != null) {
            body.put("atLeast", atLeast);
        }
        return answer(QUESTION.read(body, ""));
    }

    private ResponseEntity<Answered> answer(QuestionBody question) {
        Answered answer = answering.answer(question);
        ResponseEntity.BodyBuilder response = ResponseEntity.ok();
        return question.pinned()
                ? response.eTag(Digests.etag(json.writeValueAsBytes(answer)))
                        .cacheControl(CacheControl.noCache().cachePrivate())
                        .body(answer)
                : response.cacheControl(CacheControl.noStore()).body(answer);
    }
}
