package org.consentledger.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The OpenAPI description: what springdoc reads from the controllers, with the bodies that shapes read and the problems. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String JSON = "application/json";
    private static final String CLOUD_EVENT = "application/cloudevents+json";
    private static final String KEY = "key";
    private static final String CSV = "text/csv";
    private static final String LINES = "application/x-ndjson";

    @Bean
    OpenApiCustomizer description(List<Described> others, List<DescribedList> lists, List<DescribedAnswer> answers) {
        return api -> complete(api, others, lists, answers);
    }

    private static void complete(
            OpenAPI api, List<Described> others, List<DescribedList> lists, List<DescribedAnswer> answers) {
        api.setInfo(new Info()
                .title("Consent ledger")
                .version("1")
                .description("Facts in, verdicts at any date out.")
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
        api.setServers(List.of(new Server().url("/")));
        Map<String, Schema<?>> schemas = new LinkedHashMap<>();
        addFacts(schemas);
        QuestionsController.QUESTION.schema(schemas);
        HistoriesController.HISTORY.schema(schemas);
        schemas.put("Problem", problem(schemas));

        api.getPaths().values().forEach(path -> path.readOperations().forEach(ApiDescription::addProblem));
        body(api, "/v1/facts", "Fact", JSON, CLOUD_EVENT);
        body(api, "/v1/facts/bulk", "Fact", LINES);
        body(api, "/v1/questions", "QuestionBody", JSON);
        body(api, "/v1/histories", "HistoryBody", JSON);
        answers(api, schemas);
        for (Described other : others) {
            body(api, other.path(), other.body(schemas), JSON);
            answer(post(api, other.path()), other.mediaTypes(), other.answer(), schemas);
        }
        lists.forEach(list -> describe(api, list, schemas));
        answers.forEach(one -> answer(get(api, one.path()), one.mediaType(), one.answer(), schemas));
        Operation record = post(api, "/v1/facts");
        ApiResponse before = Objects.requireNonNull(record.getResponses().get("200"));
        before.setDescription("The fact was recorded before");
        record.getResponses()
                .addApiResponse(
                        "201",
                        new ApiResponse().description("The fact is durable").content(before.getContent()));
        ApiResponses rebuild = post(api, "/v1/views/{name}/rebuild").getResponses();
        rebuild.addApiResponse(
                "202", Objects.requireNonNull(rebuild.remove("200")).description("It has begun"));
        api.setComponents(new Components()
                .addSecuritySchemes(
                        KEY,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("A key of the ledger, or a token of its issuer, with one role")));
        api.setSecurity(List.of(new SecurityRequirement().addList(KEY)));
        schemas.forEach(api.getComponents()::addSchemas);
    }

    /** The body of each answer of 200 or 202, from the same declaration that writes it. */
    private static void answers(OpenAPI api, Map<String, Schema<?>> schemas) {
        answer(post(api, "/v1/facts"), FactsController.RecordedFact.class, schemas);
        answer(post(api, "/v1/facts/bulk"), BulkStream.Line.class, schemas);
        answer(post(api, "/v1/questions"), Answered.class, schemas);
        answer(get(api, "/v1/contact-points/{contactPoint}/verdict"), Answered.One.class, schemas);
        answer(post(api, "/v1/histories"), HistoriesController.Histories.class, schemas);
        answer(get(api, "/v1/contact-points/{contactPoint}/history"), HistoriesController.Page.class, schemas);
        answer(get(api, "/v1/persons/{person}/history"), HistoriesController.Page.class, schemas);
        answer(get(api, "/v1/facts/{place}"), RecordedFacts.Shown.class, schemas);
        answer(get(api, "/v1/ledger"), LedgerController.Standing.class, schemas);
        answer(post(api, "/v1/views/{name}/rebuild"), LedgerController.Standing.class, schemas);
    }

    private static void answer(Operation operation, Class<?> type, Map<String, Schema<?>> schemas) {
        answer(operation, type == BulkStream.Line.class ? LINES : JSON, type, schemas);
    }

    private static void answer(Operation operation, String mediaType, Class<?> type, Map<String, Schema<?>> schemas) {
        answer(operation, List.of(mediaType), type, schemas);
    }

    /** The first media type has the shape, the others are text. */
    private static void answer(
            Operation operation, List<String> mediaTypes, Class<?> type, Map<String, Schema<?>> schemas) {
        var content = new Content();
        mediaTypes.forEach(other -> content.addMediaType(other, new MediaType().schema(Form.typed("string"))));
        content.addMediaType(
                mediaTypes.getFirst(), new MediaType().schema(Shape.form(type).schema(schemas)));
        operation.getResponses().values().stream()
                .filter(response ->
                        response.getContent() == null || !response.getContent().containsKey(Problem.MEDIA_TYPE))
                .forEach(response -> response.setContent(content));
    }

    /** Rows of hashes in, a line for each out; both ways in one of two forms. */
    private static void describe(OpenAPI api, DescribedList list, Map<String, Schema<?>> schemas) {
        Operation operation = post(api, list.path());
        var rows = new Content()
                .addMediaType(CSV, new MediaType().schema(Form.typed("string")))
                .addMediaType(LINES, new MediaType().schema(Form.typed("object")));
        operation.setRequestBody(new RequestBody().required(true).content(rows));
        var answers = new Content()
                .addMediaType(
                        LINES, new MediaType().schema(Shape.form(list.line()).schema(schemas)))
                .addMediaType(CSV, new MediaType().schema(Form.typed("string")));
        Objects.requireNonNull(operation.getResponses().get("200")).setContent(answers);
    }

    private static void addFacts(Map<String, Schema<?>> schemas) {
        Schema<Object> fact = new Schema<>();
        var discriminator = new Discriminator().propertyName("type");
        FactReader.shapes().forEach((type, shape) -> {
            Map<String, Schema<?>> envelope = new LinkedHashMap<>();
            FactReader.ENVELOPE.schema(envelope);
            Schema<?> event = envelope.values().iterator().next();
            event.addProperty("specversion", constant("1.0"));
            event.addProperty("datacontenttype", constant(JSON));
            event.addProperty("type", constant(type));
            event.addProperty("data", shape.schema(schemas));
            String name = shape.name() + "Event";
            schemas.put(name, event);
            fact.addOneOfItem(reference(name));
            discriminator.mapping(type, SCHEMAS + name);
        });
        fact.setDiscriminator(discriminator);
        schemas.put("Fact", fact);
    }

    private static Schema<Object> constant(String text) {
        Schema<Object> schema = Form.typed("string");
        schema.setEnum(List.of(text));
        return schema;
    }

    private static Schema<?> problem(Map<String, Schema<?>> schemas) {
        Shape.of(Problem.class).schema(schemas);
        Schema<?> problem = Objects.requireNonNull(schemas.get("Problem"));
        Schema<Object> type = Form.typed("string");
        type.setFormat("uri");
        type.setEnum(Arrays.stream(ProblemType.values())
                .map(one -> (Object) one.uri())
                .toList());
        problem.addProperty("type", type);
        return problem;
    }

    private static void addProblem(Operation operation) {
        operation.setTags(null);
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("A problem")
                                .content(new Content()
                                        .addMediaType(
                                                Problem.MEDIA_TYPE, new MediaType().schema(reference("Problem")))));
    }

    private static void body(OpenAPI api, String path, String schema, String... mediaTypes) {
        var content = new Content();
        for (String mediaType : mediaTypes) {
            content.addMediaType(mediaType, new MediaType().schema(reference(schema)));
        }
        post(api, path).setRequestBody(new RequestBody().required(true).content(content));
    }

    private static Operation post(OpenAPI api, String path) {
        return Objects.requireNonNull(api.getPaths().get(path)).getPost();
    }

    private static Operation get(OpenAPI api, String path) {
        return Objects.requireNonNull(api.getPaths().get(path)).getGet();
    }

    private static Schema<?> reference(String name) {
        Schema<?> reference = new Schema<>();
        reference.set$ref(SCHEMAS + name);
        return reference;
    }
}
