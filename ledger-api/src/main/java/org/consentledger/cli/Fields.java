package org.consentledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a request; what was not given is left out. */
final class Fields {
    private final ObjectNode node = Service.JSON.createObjectNode();

    Fields put(String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
        return this;
    }

    Fields put(String name, @Nullable Long value) {
        if (value != null) {
            node.put(name, value);
        }
        return this;
    }

    Fields put(String name, List<String> values) {
        if (!values.isEmpty()) {
            var array = node.putArray(name);
            values.forEach(array::add);
        }
        return this;
    }

    Fields put(String name, JsonNode value) {
        node.set(name, value);
        return this;
    }

    /** A policy by its version, or as a draft from a file. */
    Fields policy(String name, @Nullable String version, @Nullable Path draft) {
        if (version != null && draft != null) {
            throw new Failed(Exit.BAD_INPUT, "A policy is named by its version or by a file, not by both.");
        }
        return draft == null ? put(name, version) : put(name, json(draft));
    }

    private static JsonNode json(Path file) {
        try {
            return Service.JSON.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new Failed(
                    Exit.BAD_INPUT,
                    "The policy's file is not JSON (line " + at.getLineNr() + ", column " + at.getColumnNr() + ").");
        } catch (IOException _) {
            throw new Failed(Exit.FILE, "The policy's file cannot be read.");
        }
    }

    ObjectNode node() {
        return node;
    }
}
