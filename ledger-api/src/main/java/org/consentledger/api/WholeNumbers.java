package org.consentledger.api;

import java.beans.PropertyEditorSupport;
import java.util.regex.Pattern;
import org.springframework.util.NumberUtils;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/** Reads every number of a path or query, in place of what Spring does: that reads signs, other bases and other scripts, too. */
@ControllerAdvice
final class WholeNumbers {
    static final String RULE = "must be a whole number, 0 or more, in decimal digits";

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    /* Editors, and no converter: where a converter refuses a text, Spring tries its own lenient editor after it. */
    @InitBinder
    void numbers(WebDataBinder binder) {
        binder.registerCustomEditor(long.class, new Strict(Long.class));
        binder.registerCustomEditor(Long.class, new Strict(Long.class));
        binder.registerCustomEditor(int.class, new Strict(Integer.class));
        binder.registerCustomEditor(Integer.class, new Strict(Integer.class));
    }

    private static final class Strict extends PropertyEditorSupport {
        private final Class<? extends Number> type;

        Strict(Class<? extends Number> type) {
            this.type = type;
        }

        @Override
        public void setAsText(String text) {
            if (!DIGITS.matcher(text).matches()) {
                throw new IllegalArgumentException(RULE);
            }
            setValue(NumberUtils.convertNumberToTargetClass(Long.valueOf(text), type));
        }
    }
}
