package org.consentledger.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The JSON object that a record stands for: its components are the fields, and those that may be null may be left out.
 * The same declaration reads bodies and describes them, so that the two cannot differ.
 */
public final class Shape<R extends Record> implements Form {
    /** What a field may be called for its name to be said back; anything else might be a value in the wrong place. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,40}");

    private final Class<R> type;
    private final MethodHandle constructor;
    private final List<Field> fields;
    private final Map<String, Field> byName = new LinkedHashMap<>();

    /** @param written whether an answer has it even where it is null */
    private record Field(String name, int index, boolean required, boolean written, Form form) {}

    private Shape(Class<R> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        var list = new ArrayList<Field>(components.length);
        for (int i = 0; i < components.length; i++) {
            AnnotatedType annotated = components[i].getAnnotatedType();
            boolean required = !annotated.isAnnotationPresent(Nullable.class);
            boolean written = components[i].getAccessor().isAnnotationPresent(JsonInclude.class);
            list.add(new Field(name(components[i]), i, required, written, form(components[i].getGenericType())));
        }
        this.fields = List.copyOf(list);
        fields.forEach(field -> byName.put(field.name(), field));
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            constructor = MethodHandles.lookup()
                    .unreflectConstructor(type.getDeclaredConstructor(types))
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record has no constructor to be read by", e);
        }
    }

    /** What a record is written as. */
    public static <R extends Record> Shape<R> of(Class<R> type) {
        return new Shape<>(type);
    }

    private static String name(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null ? component.getName() : given.value();
    }

    static Form form(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new ListOf(form(arguments[0]), false);
            }
            if (generic.getRawType() == Set.class) {
                return new ListOf(form(arguments[0]), true);
            }
            if (generic.getRawType() == Map.class) {
                return new TextByName();
            }
        }
        if (type instanceof Class<?> simple) {
            Form form = SimpleForms.ALL.get(simple);
            if (form != null) {
                return form;
            }
            if (simple.isEnum()) {
                return new OneOf(simple);
            }
            if (simple.isSealed()) {
                return new Either(Arrays.stream(simple.getPermittedSubclasses())
                        .map(Shape::form)
                        .toList());
            }
            if (simple.isRecord()) {
                return new Shape<>(simple.asSubclass(Record.class));
            }
        }
        throw new IllegalStateException("a record has a component that has no form in JSON");
    }

    /** What the record is called, and its schema with it. */
    String name() {
        return type.getSimpleName();
    }

    /**
     * The body of a request, whole.
     *
     * @throws ProblemFound where it is no such record
     */
    public R read(HttpServletRequest request) throws IOException {
        byte[] body = Body.read(request);
        return read(StrictJson.read(body, 0, body.length), "");
    }

    @Override
    public R read(JsonNode node, String path) {
        if (!node.isObject()) {
            throw new ProblemFound(
                    path.isEmpty()
                            ? Problem.malformed("must be an object", null, null)
                            : Problem.of(ProblemType.INVALID_FIELD, path, "must be an object"));
        }
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        for (var property : node.properties()) {
            Field field = byName.get(property.getKey());
            if (field == null) {
                throw unknown(property.getKey(), path);
            }
            if (!property.getValue().isNull()) {
                values[field.index()] = field.form().read(property.getValue(), below(path, field.name()));
            }
        }
        for (Field field : fields) {
            if (field.required() && values[field.index()] == null) {
                throw new ProblemFound(
                        Problem.of(ProblemType.MISSING_FIELD, below(path, field.name()), "must be given"));
            }
        }
        return make(values, path);
    }

    private R make(@Nullable Object[] values, String path) {
        try {
            return type.cast(constructor.invokeExact(values));
        } catch (Illegal e) {
            throw new ProblemFound(Problem.of(ProblemType.INVALID_FIELD, under(path, e.field()), e.rule()));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a record could not be made", e);
        }
    }

    /** A field as the law names it, from the body's top: the law's {@code notice.version} lies below {@code data.notice}. */
    static String under(String path, String field) {
        String last = path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[\\d+]$", "");
        return below(path, field.startsWith(last + ".") ? field.substring(last.length() + 1) : field);
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private ProblemFound unknown(String name, String path) {
        String field = NAME.matcher(name).matches() ? below(path, name) : path.isEmpty() ? "(unnamed)" : path;
        return new ProblemFound(Problem.of(
                ProblemType.UNKNOWN_FIELD, field, "fields known here are: " + String.join(", ", byName.keySet())));
    }

    @Override
    public Schema<?> schema(Map<String, Schema<?>> components) {
        String name = name();
        if (!components.containsKey(name)) {
            Schema<?> schema = Form.typed("object");
            components.put(name, schema);
            schema.setAdditionalProperties(false);
            for (Field field : fields) {
                schema.addProperty(field.name(), schema(field, components));
                if (field.required() || field.written()) {
                    schema.addRequiredItem(field.name());
                }
            }
        }
        Schema<?> reference = new Schema<>();
        reference.set$ref("#/components/schemas/" + name);
        return reference;
    }

    private static Schema<?> schema(Field field, Map<String, Schema<?>> components) {
        Schema<?> schema = field.form().schema(components);
        if (!field.written() || field.required()) {
            return schema;
        }
        Schema<Object> orNull = new Schema<>();
        orNull.addOneOfItem(schema);
        orNull.addOneOfItem(Form.typed("null"));
        return orNull;
    }
}
